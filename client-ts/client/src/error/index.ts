export type { ClientCode, ErrorCode } from "./code.js";
export { aborted, type ErrorInit, IsotypeError, toIsotypeError } from "./isotype-error.js";
