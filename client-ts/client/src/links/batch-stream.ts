import { aborted, errorFor, IsotypeError } from "../error/index.js";
import { createLineReader, errorOfShape, malformed, openEnvelope } from "../protocol/index.js";
import { type Link, readJson, readText, requestOf, send } from "../transport/index.js";
import { settle } from "./batch.js";
import { type BatchOptions, gather } from "./batch-gather.js";
import { type Group, watch, writeBatch } from "./batch-group.js";

/**
 * Takes calls as `batch()` does, but each answer is handed on as soon as it is there, and an answer may itself
 * arrive in pieces: a stream of values, or an object of which some fields are promises.
 *
 * @example
 * for await (const line of await client.reports.lines({ id })) print(line); // `break` closes the connection
 */
export function batchStream(options: BatchOptions): Link {
  const call = gather(options, (group) => dispatch(group, options));
  return (next) => ({ call, subscribe: (operation) => next.subscribe(operation) });
}

async function dispatch({ headers, calls }: Group, options: BatchOptions): Promise<void> {
  const reader = createLineReader({
    head(envelopes) {
      calls.forEach(({ operation: { path }, resolve }, index) => resolve(unwrap(envelopes[index], path)));
    },
    failure: (shape) => errorOfShape(shape, path),
    forsaken: () => request.abort(),
  });
  const [request, unwatch] = watch(calls, (index) => {
    const operation = calls[index]?.operation;
    reader.leave(String(index), aborted(operation?.path ?? path, operation?.signal));
  });
  const { signal } = request;
  const lines = { "trpc-accept": "application/jsonl", ...headers };
  const asked = requestOf(options, { ...writeBatch({ headers: lines, calls }, options), signal });
  const { path } = asked;
  try {
    const response = await send(options.fetch, asked);
    const { body, ok } = response;
    if (!ok) return settle(calls, ...(await readJson(response, asked)));
    if (body) for await (const text of readText(body, { path, signal })) reader.push(text);
    throw new IsotypeError("the answer ended too early", { code: "NETWORK", path });
  } catch (thrown) {
    const known = thrown instanceof IsotypeError;
    const error = known ? thrown : malformed("the answer is no JSON Lines", path, undefined, thrown);
    // Those that have what they asked for take no notice.
    reader.end(errorFor(path, error));
    for (const { operation, reject } of calls) reject(errorFor(operation.path, error));
  } finally {
    unwatch();
    request.abort();
  }
}

/** The output within an envelope of which each part may come later. */
async function unwrap(envelope: any, path: string): Promise<unknown> {
  try {
    const { result, ...rest } = (await envelope) ?? {};
    const found = await result;
    return openEnvelope({ ...rest, result: found && { data: await found.data } }, path);
  } catch (error) {
    throw errorFor(path, error);
  }
}
