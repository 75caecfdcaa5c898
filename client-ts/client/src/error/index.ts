export type { ClientCode, ErrorCode } from "./code.js";
export { aborted, type ErrorInit, IsotypeError, lost, toIsotypeError } from "./isotype-error.js";
