import { type Codec, throwCodecError } from "./codec.js";

/** A value that may arrive after the rest; only servers send such. */
export function deferred(of: Codec): Codec {
  return {
    decode(promise: Promise<unknown>) {
      const value = promise.then(of.decode);
      // A part that nobody reads may fail without notice.
      value.catch(() => {});
      return value;
    },
    encode: () => throwCodecError("cannot be sent later"),
  };
}
