export { base64, byteList } from "./bytes.js";
export { type Codec, identity, lazy } from "./codec.js";
export { codecLink } from "./codec-link.js";
export { deferred, intersection, list, map, nullable, object, record, tuple } from "./composite.js";
export type { Codecs, ProcedureCodec } from "./procedure-codec.js";
export { bigint, date, finite, float, url } from "./scalar.js";
export { trpcCodecLink } from "./trpc-codec-link.js";
export { externallyTagged, tagged, untagged, type UntaggedVariant } from "./union.js";
