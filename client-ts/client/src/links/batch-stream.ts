import { toIsotypeError } from "../error/index.js";
import { createLineReader, openEnvelope } from "../protocol/index.js";
import { type Link, readText, send } from "../transport/index.js";
import { settleCalls } from "./batch.js";
import { type BatchOptions, createBatcher } from "./batcher.js";

/**
 * Takes calls as `batch()` does, but each answer is handed on as soon as it is there, and an answer may itself
 * arrive in pieces: a stream of values, or an object of which some fields are promises.
 *
 * @example
 * for await (const line of await client.reports.lines({ id })) print(line); // `break` closes the connection
 */
export function batchStream(options: BatchOptions): Link {
  return createBatcher(options, async (waiting, ask, request) => {
    const reader = createLineReader({
      onHead: (envelopes) => waiting.forEach(({ resolve }, index) => resolve(unwrapDeferredEnvelope(envelopes[index]))),
      onAbandoned: () => request.abort(),
    });
    const endCalls = waiting.map(({ operation }, index) => {
      const end = (error?: unknown) => reader.endCall(`${index}`, toIsotypeError(error, operation));
      operation.signal?.addEventListener("abort", () => end(), { signal: request.signal });
      return end;
    });
    try {
      const response = await send(options, { ...ask, headers: { "trpc-accept": "application/jsonl", ...ask.headers } });
      if (!response.ok || !response.body) return await settleCalls(waiting, response);
      for await (const text of readText(response.body)) reader.push(text);
    } catch (error) {
      // Calls that have what they asked for take no notice.
      for (const end of endCalls) end(error);
      throw error;
    }
  });
}

/** The output within an envelope of which each part may come later. */
async function unwrapDeferredEnvelope(envelope: any): Promise<unknown> {
  const { result, ...rest } = (await envelope) ?? {};
  const found = await result;
  return openEnvelope({ ...rest, result: found && { data: await found.data } });
}
