import type { Codec } from "./codec.js";
import { scalar } from "./scalar.js";

/** As many bytes become text at once: each is an argument. */
const CHUNK = 8_192;

/** Bytes in base64. */
export const base64: Codec = scalar<Uint8Array, string>(
  "Uint8Array",
  "String",
  (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
  (bytes) => {
    let binary = "";
    for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
    return btoa(binary);
  },
);

/** Bytes as numbers. */
export const byteList: Codec = scalar<Uint8Array, number[]>(
  "Uint8Array",
  "Array",
  (list) => Uint8Array.from(list),
  (bytes) => Array.from(bytes),
);
