export { base64, byteList } from "./bytes.js";
export { type Codec, lazy, identity as same } from "./codec.js";
export { codecLink as coded } from "./codec-link.js";
export { deferred as later } from "./later.js";
export { bigint, date, finite, float, url } from "./scalar.js";
export { intersection as all, list, map, nullable, object, record, tuple } from "./composite.js";
export type { Codecs, ProcedureCodec } from "./procedure-codec.js";
export { trpcCodecLink as reviver } from "./trpc-codec-link.js";
export {
  type UntaggedVariant as Alternative,
  untagged as fit,
  externallyTagged as key,
  tagged as tag,
} from "./union.js";
