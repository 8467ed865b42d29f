export {
    discardEmulator,
    emulatorLogs,
    emulatorStatus,
    type EmulatorStatus,
    remembers,
    type RunningEmulator,
    startEmulator,
    type StartOptions,
    stopEmulator,
} from "./environment";
export { installEmulator, type Installed, type InstallOptions } from "./install";
export { layoutOf } from "./layout";
export { endpointOf } from "./ministack";
export { startTemporaryEmulator, type TemporaryEmulator } from "./temporary";
