/** Stands in a state for what the program keeps secret. An engine shows rules the value itself. */
export const SECRET = "[secret]";
