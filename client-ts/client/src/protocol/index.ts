export { errorOfShape, malformed, openEnvelope, parseJson, type Reply } from "./envelope.js";
export { createEventParser, type ServerEvent } from "./event.js";
export { createLineReader, type LineEvents, type LineReader } from "./jsonl.js";
export { createQueue, type Queue } from "./queue.js";
export { type Frame, readFrame } from "./socket.js";
export { address, type BaseUrl } from "./url.js";
