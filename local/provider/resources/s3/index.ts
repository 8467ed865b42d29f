export * from "./bucket";
export * from "./configuration";
export * from "./object";
export * from "./rules";
