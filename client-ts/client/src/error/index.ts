export type { ClientErrorCode as ClientCode, ErrorCode } from "./error-code.js";
export {
  abortError as aborted,
  type IsotypeErrorInit as ErrorInit,
  IsotypeError,
  networkError as lost,
  toIsotypeError,
} from "./isotype-error.js";
