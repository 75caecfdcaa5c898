import { type Codec, refuse } from "./codec.js";

/** A value that may arrive after the rest; only servers send such. */
export function later(of: Codec): Codec {
  return {
    decode(promise: Promise<unknown>) {
      const value = promise.then(of.decode);
      // A part that nobody reads may fail without notice.
      value.catch(() => {});
      return value;
    },
    encode: () => refuse("cannot be sent later"),
  };
}
