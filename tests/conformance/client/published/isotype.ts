import { createClient, IsotypeError, type ProcedureKind } from "@isotype/client";
import { batch, batchStream, http, logger, retry, split, sse, upload, ws } from "@isotype/client/links";
import { WebSocket } from "ws";
import type { MakePeer, Outcome, Refusal } from "./test-client";

const QUICK = { initialDelayMs: 20, maxDelayMs: 200 };

function toRefusal(thrown: unknown): Refusal {
  if (!(thrown instanceof IsotypeError)) throw thrown;
  const { code, status, message, data } = thrown;
  return { code, status, message, data };
}

const outcome = (call: Promise<unknown>): Promise<Outcome> =>
  call.then(
    (ok) => ({ ok }),
    (thrown) => ({ error: toRefusal(thrown) }),
  );

/** Creates the Isotype client with its links. */
export const isotypePeer: MakePeer = (setting) => {
  const { url, headers = {}, connectionParams } = setting;
  const options = { url, headers, ...(setting.methodOverride && { methodOverride: "POST" as const }) };
  const live = ws({ url, WebSocket, backoff: QUICK, ...(connectionParams && { connectionParams }) });
  const events = setting.events === "ws" ? live : sse({ url, headers, backoff: QUICK });
  const calls = {
    http: () => http(options),
    batch: () => batch(options),
    batchStream: () => batchStream(options),
    ws: () => live,
  };
  const links = [
    logger({ log: () => {} }),
    retry({ maxAttempts: 2, backoff: QUICK }),
    upload(options),
    split({ subscription: events, otherwise: calls[setting.calls]() }),
  ];
  /** Calls a procedure by name, even one that is not in the bindings. */
  const call = (kind: ProcedureKind, path: string, ...given: unknown[]): any => {
    const procedures: Record<string, ProcedureKind> = Object.assign(Object.create(null), { [path]: kind });
    const client: any = createClient({ procedures }, { links });
    return path.split(".").reduce((node, name) => node[name], client)(...given);
  };
  return {
    query: (path, input, given) => outcome(call("query", path, input, given)),
    mutate: (path, input) => outcome(call("mutation", path, input)),
    follow: (path, input) => {
      const stop = new AbortController();
      const values: unknown[] = [];
      const read = async () => {
        for await (const value of call("subscription", path, input, { signal: stop.signal })) values.push(value);
        return "ended" as const;
      };
      return { values, over: read().catch(toRefusal), stop: () => stop.abort() };
    },
    close: () => {
      live.close();
      if (events !== live) events.close();
    },
  };
};
