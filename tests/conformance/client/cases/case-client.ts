import { createClient, IsotypeError, type Link, type ProcedureKind } from "@isotype/client";
import { batch, batchStream, http, sse, timeout, upload, ws } from "@isotype/client/links";
import { WebSocket } from "ws";
import type { Call, ClientPart, Field, Json } from "./case";
import { differences, lacks, played } from "./difference";

const QUICK = { initialDelayMs: 5, maxDelayMs: 20 };
const PATIENCE_MS = 5_000;

/** Runs the calls of a case with the client under test. */
export interface Caller {
  /** Starts the calls with these indices in one turn of the event loop. */
  make(indices: readonly number[]): void;
  /** Waits for all outcomes and returns their differences from the case. */
  finish(): Promise<string[]>;
}

/** Creates the client under test with the options from a case. */
export function createCaller({ link, options = {}, calls }: ClientPart, address: string): Caller {
  const { search, connectionParams, ...rest } = options;
  const url = search === undefined ? address : `${address}?${search}`;
  const closing: (() => void)[] = [];
  const links: Link[] = [];
  const limit = calls.find(({ timeoutMs }) => timeoutMs !== undefined)?.timeoutMs;
  if (limit !== undefined) links.push(timeout({ ms: limit }));
  if (link === "http") links.push(upload({ url, ...rest }), http({ url, ...rest }));
  if (link === "batch") links.push(batch({ url, ...rest }));
  if (link === "batchStream") links.push(batchStream({ url, ...rest }));
  if (link === "sse") links.push(sse({ url, ...rest, backoff: QUICK }));
  if (link === "ws") {
    const live = ws({ url, WebSocket, backoff: QUICK, lazy: false, ...(connectionParams ? { connectionParams } : {}) });
    closing.push(live.close);
    links.push(live);
  }
  // Procedures may be named `__proto__`.
  const procedures: Record<string, ProcedureKind> = Object.create(null);
  for (const call of calls) procedures[pathOf(call)] = kindOf(call);
  const client: Json = createClient({ procedures }, { links });
  const outcomes = new Map<number, Promise<string[]>>();
  return {
    make(indices) {
      for (const index of indices) {
        const call = calls[index] as Call;
        const made = pathOf(call)
          .split(".")
          .reduce((node, name) => node[name], client);
        const answer = "input" in call ? made(inputOf(call.input)) : made();
        outcomes.set(index, within(compare(call, answer)));
      }
    },
    async finish() {
      const found = await Promise.all(
        calls.map(async (call, index) => {
          const wrong = (await outcomes.get(index)) ?? ["it was never made"];
          return wrong.map((line) => `call ${index}, ${pathOf(call)}: ${line}`);
        }),
      );
      closing.forEach((close) => close());
      return found.flat();
    },
  };
}

const kindOf = ({ query, mutation }: Call): ProcedureKind =>
  query !== undefined ? "query" : mutation !== undefined ? "mutation" : "subscription";
const pathOf = ({ query, mutation, subscription }: Call) => query ?? mutation ?? subscription ?? "";

function inputOf(input: Json): unknown {
  if (typeof input?.$bytes === "string") return new TextEncoder().encode(input.$bytes);
  if (!input?.$form) return input;
  const form = new FormData();
  for (const { name, text, filename, type = "" } of input.$form as Field[]) {
    if (filename === undefined) form.append(name, text);
    else form.append(name, new Blob([text], { type }), filename);
  }
  return form;
}

async function within(outcome: Promise<string[]>): Promise<string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, ["it is never over"]);
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}

async function compare(call: Call, answer: any): Promise<string[]> {
  if (call.yields) return compareStream(call, answer);
  try {
    const output = await answer;
    if (call.fails) return [`expected to fail, got ${JSON.stringify(output)}`];
    return await compareOutput(call.gets, output);
  } catch (error) {
    return call.fails ? failsAs(call.fails, error) : [`failed: ${String(error)}`];
  }
}

/** Awaits the members that are promises. */
async function compareOutput(expected: Json, output: any): Promise<string[]> {
  const [now, later] = [{ ...expected }, [] as Promise<string[]>[]];
  const rest = { ...output };
  for (const [key, value] of Object.entries<Json>(expected ?? {})) {
    if (!value || typeof value !== "object" || !("$deferred" in value || "$deferredFails" in value)) continue;
    const promise: unknown = output?.[key];
    later.push(compare({ gets: value.$deferred, fails: value.$deferredFails }, promise));
    if (!(promise instanceof Promise)) return [`$.${key}: expected a promise, got ${JSON.stringify(promise)}`];
    delete now[key];
    delete rest[key];
  }
  if (later.length === 0) return differences(played(expected), output);
  return [...differences(now, rest), ...(await Promise.all(later)).flat()];
}

async function compareStream(call: Call, answer: any): Promise<string[]> {
  const expected = played(call.yields);
  const values: unknown[] = [];
  try {
    // A streaming query resolves to its stream. A subscription is its stream.
    for await (const value of call.subscription === undefined ? await answer : answer) {
      values.push(value);
      if (call.leaves && values.length === expected.length) break;
    }
  } catch (error) {
    const wrong = differences(expected, values, "values");
    return [...wrong, ...(call.fails ? failsAs(call.fails, error) : [`failed: ${String(error)}`])];
  }
  return [...differences(expected, values, "values"), ...(call.fails ? ["expected to fail, and it ended"] : [])];
}

function failsAs(expected: Json, error: unknown): string[] {
  if (!(error instanceof IsotypeError)) return [`no IsotypeError: ${String(error)}`];
  return lacks(played(expected), error, "error");
}
