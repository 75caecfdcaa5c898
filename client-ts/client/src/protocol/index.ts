export { errorOfShape, isServerFault, malformed, openEnvelope } from "./envelope.js";
export { createEventParser, type ServerEvent } from "./event.js";
export { type Frame, readFrame, socketUrl } from "./socket.js";
export { address, type BaseUrl, inputParam } from "./url.js";
