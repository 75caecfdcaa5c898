export type { ClientErrorCode, ErrorCode } from "./error-code.js";
export {
  abortError,
  IsotypeError,
  type IsotypeErrorInit,
  networkError,
  throwNetworkError,
  toIsotypeError,
} from "./isotype-error.js";
