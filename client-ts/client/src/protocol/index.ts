export {
  errorFromShape as errorOfShape,
  malformedResponse as malformed,
  unwrapEnvelope as openEnvelope,
  parseJson,
  type ResponseMeta as Reply,
} from "./envelope.js";
export { createEventParser, type ServerSentEvent as ServerEvent } from "./event-parser.js";
export {
  createJsonlReader as createLineReader,
  type JsonlHandlers as LineEvents,
  type JsonlReader as LineReader,
} from "./jsonl-reader.js";
export { createQueue, type Queue } from "./queue.js";
export { type Frame, readFrame } from "./socket.js";
export { buildUrl as address, type BaseUrl } from "./url.js";
