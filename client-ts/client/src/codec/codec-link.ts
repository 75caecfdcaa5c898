import { IsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";
import { codecOf, type Codecs, convert, decodeOutput, type ProcedureCodec } from "./procedure-codec.js";

/** Creates a link that encodes inputs to JSON and decodes outputs and declared errors. Generated packages use it. */
export function codecLink(codecs: Codecs): Link {
  return (next) => ({
    async call(operation) {
      const codec = codecOf(codecs, operation.path);
      try {
        return decodeOutput(codec, operation.path, await next.call(encodeInput(operation, codec)));
      } catch (thrown) {
        throw decodeError(thrown, operation, codec);
      }
    },
    async *subscribe(operation) {
      const { path } = operation;
      const codec = codecOf(codecs, path);
      try {
        for await (const item of next.subscribe(encodeInput(operation, codec)))
          yield convert(codec, "item", path, item);
      } catch (thrown) {
        throw decodeError(thrown, operation, codec);
      }
    },
  });
}

function encodeInput(operation: Operation, codec: ProcedureCodec): Operation {
  const { input, path, resumeInput } = operation;
  if (!codec.input) return operation;
  const encode = (value: unknown) => convert(codec, "input", path, value);
  return {
    ...operation,
    input: encode(input),
    resumeInput: resumeInput && ((lastEventId) => encode(resumeInput(lastEventId))),
  };
}

function decodeError(thrown: unknown, { path }: Operation, codec: ProcedureCodec): unknown {
  if (!codec.error || !(thrown instanceof IsotypeError)) return thrown;
  return Object.assign(thrown, { data: convert(codec, "error", path, thrown.data) });
}
