import { toIsotypeError } from "../error/index.js";
import { createJsonlReader, unwrapEnvelope } from "../protocol/index.js";
import { type Link, readTextChunks, send } from "../transport/index.js";
import { settleCalls } from "./batch.js";
import { type BatchOptions, createBatcher } from "./batcher.js";

/**
 * Sends calls in batches, as `batch()` does, but resolves each call as soon as its output arrives. An output may itself
 * arrive in parts: as a stream of values, or as an object with promises.
 *
 * @example
 * const client = createClient(api, { links: [batchStream({ url: "/rpc" })] });
 * // Leaving the loop closes the connection.
 * for await (const line of await client.reports.lines({ id })) print(line);
 */
export function batchStream(options: BatchOptions): Link {
  return createBatcher(options, async (calls, request, controller) => {
    const reader = createJsonlReader(
      (envelopes) => calls.forEach(({ resolve }, index) => resolve(unwrapDeferredEnvelope(envelopes[index]))),
      () => controller.abort(),
    );
    const endCalls = calls.map((call, index) => {
      const end = (error?: unknown) => reader.endCall(`${index}`, toIsotypeError(error, call));
      call.signal?.addEventListener("abort", () => end(), { signal: controller.signal });
      return end;
    });
    try {
      const headers = { "trpc-accept": "application/jsonl", ...request.headers };
      const response = await send(options, { ...request, headers });
      if (!response.ok || !response.body) return await settleCalls(calls, response);
      for await (const text of readTextChunks(response.body)) reader.push(text);
    } catch (error) {
      // Has no effect on calls that are already complete.
      for (const end of endCalls) end(error);
      throw error;
    }
  });
}

/** Unwraps the output from an envelope whose parts may be promises. */
async function unwrapDeferredEnvelope(envelope: any): Promise<unknown> {
  const { result, ...rest } = (await envelope) ?? {};
  const found = await result;
  return unwrapEnvelope({ ...rest, result: found && { data: await found.data } });
}
