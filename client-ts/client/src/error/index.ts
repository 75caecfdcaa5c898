export type { ClientCode, ErrorCode } from "./code.js";
export { aborted, errorFor, type ErrorInit, IsotypeError, toIsotypeError } from "./isotype-error.js";
