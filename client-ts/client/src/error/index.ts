export type { ClientErrorCode, ErrorCode } from "./error-code.js";
export { abortError, IsotypeError, type IsotypeErrorInit, networkError, toIsotypeError } from "./isotype-error.js";
