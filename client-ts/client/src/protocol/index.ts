export {
  errorFromShape,
  type Frame,
  malformedResponse,
  parseJson,
  type ResponseMeta,
  toJson,
  unwrapEnvelope,
} from "./envelope.js";
export { createEventParser } from "./event-parser.js";
export { createJsonlReader } from "./jsonl-reader.js";
export { createQueue } from "./queue.js";
export { type BaseUrl, buildUrl } from "./url.js";
