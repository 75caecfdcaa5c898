import { IsotypeError } from "../error/index.js";
import type { Link, Operation } from "../transport/index.js";
import { codecOf, type Codecs, convert, decodeOutput, type ProcedureCodec } from "./procedure-codec.js";

/** A link before which values are what TypeScript has, and behind which they are JSON. */
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
  const { input, path, resumeInput: resume } = operation;
  if (!codec.input) return operation;
  const encodedResumeInput = resume && ((lastEventId?: string) => convert(codec, "input", path, resume(lastEventId)));
  return { ...operation, input: convert(codec, "input", path, input), resumeInput: encodedResumeInput };
}

function decodeError(thrown: unknown, { path }: Operation, codec: ProcedureCodec): unknown {
  if (!codec.error || !(thrown instanceof IsotypeError)) return thrown;
  return Object.assign(thrown, { data: convert(codec, "error", path, thrown.data) });
}
