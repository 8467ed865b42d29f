export {
    discardEmulator,
    emulatorStatus,
    type EmulatorStatus,
    remembers,
    type RunningEmulator,
    startEmulator,
    type StartOptions,
    stopEmulator,
} from "./environment";
export { environmentPort, PortError, requestedPort } from "./environmentPort";
export { findEmulator, installEmulator, type Installed, type InstallOptions, requirePython } from "./install";
export { layoutOf } from "./layout";
export { lacksMappings } from "../streams/mapping";
export { endpointOf } from "./ministack";
export { endpointVariable, motoServices } from "./motoServices";
export { emulatorLogs } from "./processes";
export { PROCESSES, processNames } from "./table";
export { portHolder, portIsFree } from "./ports";
export { startTemporaryEmulator, startTemporaryMoto, type TemporaryEmulator } from "./temporary";
