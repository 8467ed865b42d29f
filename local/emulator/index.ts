export { installEmulator, type Installed, type InstallOptions } from "./install";
export { endpointOf } from "./ministack";
export { startTemporaryEmulator, type TemporaryEmulator } from "./temporary";
