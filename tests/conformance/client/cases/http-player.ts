import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../support/net";
import type { Answer, Asked, Exchange, Field } from "./case";
import { differences, inOrder, lacks, played } from "./difference";

/** Server that plays a case. */
export interface Player {
  readonly url: string;
  /** Returns the differences from the case, once all calls have finished. */
  finish(): Promise<string[]>;
}

/** Time that the player waits for a client to disconnect, or for an unexpected request. */
const PATIENCE_MS = 2_000;

/** Plays the responses of a case and compares the requests. */
export async function playExchanges(mount: string, exchanges: readonly Exchange[]): Promise<Player> {
  const left = [...exchanges];
  const wrong: string[] = [];
  const endings: Promise<unknown>[] = [];
  const server = createServer(async (request, response) => {
    const target = (request.url ?? "").slice(mount.length + 1);
    const asked = await bodyOf(request);
    // Requests sent in the same turn may arrive in any order.
    const place = left.findIndex((each) => each.request.method === request.method && each.request.target === target);
    const [exchange] = left.splice(Math.max(place, 0), 1);
    if (!exchange) {
      wrong.push(`unexpected: ${request.method} ${target}`);
      return void response.writeHead(500).end();
    }
    wrong.push(...(await compare(exchange.request, { ...request, method: request.method, target }, request, asked)));
    endings.push(answer(exchange.response, response, wrong));
  });
  const origin = await listen(server);
  return {
    url: `${origin}/${mount}`,
    async finish() {
      await Promise.race([Promise.all(endings), sleep(PATIENCE_MS)]);
      server.closeAllConnections();
      server.close();
      return [...wrong, ...left.map(({ request }) => `never asked: ${request.method} ${request.target}`)];
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function compare(
  expected: Asked,
  got: { readonly method: string | undefined; readonly target: string },
  { headers }: IncomingMessage,
  body: Buffer,
): Promise<string[]> {
  const { method, target } = expected;
  const lower = Object.entries(expected.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const wrong = [
    ...differences({ method, target }, { method: got.method, target: got.target }, "request"),
    ...lacks(Object.fromEntries(lower), headers, "request.headers"),
  ];
  if (expected.form) {
    const form = await new Response(new Uint8Array(body), { headers: headers as HeadersInit }).formData();
    const fields = await Promise.all([...form].map(([name, value]) => fieldOf(name, value)));
    return [...wrong, ...differences(expected.form, fields, "request.form")];
  }
  const text = body.toString();
  if ("json" in expected) return [...wrong, ...differences(expected.json, parsed(text), "request.body")];
  return [...wrong, ...differences(expected.text ?? "", text, "request.body")];
}

async function fieldOf(name: string, value: FormDataEntryValue): Promise<Field> {
  if (typeof value === "string") return { name, text: value };
  return { name, filename: value.name, type: value.type, text: await value.text() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return `no JSON: ${text}`;
  }
}

async function answer(expected: Answer, response: ServerResponse, wrong: string[]): Promise<void> {
  const headers = Object.entries(expected.headers ?? {}).filter(([, value]) => value !== null);
  const left = new Promise((resolve) => response.once("close", () => resolve(true)));
  response.writeHead(expected.status, Object.fromEntries(headers) as Record<string, string>);
  response.flushHeaders();
  for (const piece of piecesOf(expected)) {
    response.write(piece);
    await sleep(0);
  }
  if (expected.then === undefined) response.end();
  // The delay lets the written data go out first.
  else if (expected.then === "cut") setTimeout(() => response.destroy(), 20);
  else if (expected.then === "left" && !(await Promise.race([left, sleep(PATIENCE_MS)]))) {
    wrong.push("the client was expected to leave, and stays");
  }
}

function piecesOf({ json, text, lines, events }: Answer): string[] {
  if (lines) {
    return inOrder(lines).map((line) =>
      "$pings" in line ? " ".repeat(line.$pings) : `${JSON.stringify(played(line))}\n`,
    );
  }
  if (events) {
    return events.map(({ event, id, json, text }) => {
      const name = event === undefined ? "" : `event: ${event}\n`;
      const key = id === undefined ? "" : `id: ${id}\n`;
      return `${name}data: ${text ?? JSON.stringify(played(json))}\n${key}\n`;
    });
  }
  if (json !== undefined) return [JSON.stringify(played(json))];
  return text ? [text] : [];
}
