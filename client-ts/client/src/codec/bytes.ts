import type { Codec } from "./codec.js";
import { scalar } from "./scalar.js";

/** Bytes per call of `String.fromCharCode`. Each byte is an argument, and engines limit the number of arguments. */
const CHUNK_SIZE = 8_192;

/** Codec of bytes as a base64 string. */
export const base64: Codec = scalar<Uint8Array, string>(
  "Uint8Array",
  "String",
  (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
  (bytes) => {
    let binary = "";
    for (let start = 0; start < bytes.length; start += CHUNK_SIZE) {
      binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK_SIZE));
    }
    return btoa(binary);
  },
);

/** Codec of bytes as an array of numbers. */
export const byteList: Codec = scalar<Uint8Array, number[]>(
  "Uint8Array",
  "Array",
  (list) => Uint8Array.from(list),
  (bytes) => Array.from(bytes),
);
