export { base64, byteList } from "./bytes.js";
export { type Codec, lazy, same } from "./codec.js";
export { coded } from "./coded.js";
export { later } from "./later.js";
export { bigint, date, finite, float, url } from "./leaf.js";
export { all, list, map, nullable, object, record, tuple } from "./parts.js";
export type { Codecs, ProcedureCodec } from "./procedure.js";
export { reviver } from "./revive.js";
export { type Alternative, fit, key, tag } from "./union.js";
