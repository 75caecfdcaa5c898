export type { ClientCode, ErrorCode } from "./code.js";
export { aborted, errorFor, type ErrorInit, IsotypeError, lost, toIsotypeError } from "./isotype-error.js";
