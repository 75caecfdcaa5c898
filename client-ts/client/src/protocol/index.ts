export {
  errorFromShape,
  type Frame,
  malformedResponse,
  parseJson,
  readFrame,
  type ResponseMeta,
  toJson,
  unwrapEnvelope,
} from "./envelope.js";
export { createEventParser, type ServerSentEvent } from "./event-parser.js";
export { createJsonlReader, type JsonlReader } from "./jsonl-reader.js";
export { createQueue, type Queue } from "./queue.js";
export { type BaseUrl, buildUrl } from "./url.js";
