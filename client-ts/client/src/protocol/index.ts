export { errorOfShape, isServerFault, malformed, openEnvelope } from "./envelope.js";
export { createEventParser, type ServerEvent } from "./event.js";
export { address, type BaseUrl, inputParam } from "./url.js";
