import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it came over the socket. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Whether the client closed the connection before it was answered in full. */
  closed: boolean;
}

/** Answers one request; `count` begins at 1. */
export type RequestHandler = (request: RecordedRequest, response: ServerResponse, count: number) => void;

/** A real server that lives as long as its test. */
export async function startHttpServer(
  answer: RequestHandler,
): Promise<{ url: string; seen: RecordedRequest[]; server: Server }> {
  const seen: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    const entry: RecordedRequest = { method, url, headers, body, closed: false };
    response.on("close", () => {
      entry.closed = !response.writableFinished;
    });
    answer(entry, response, seen.push(entry));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`, seen, server };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** The error envelope of a code. */
export function errorEnvelope(code: string, number: number, httpStatus: number, error?: object) {
  return { error: { message: code.toLowerCase(), code: number, data: { code, httpStatus, path: "a.b", error } } };
}

/** Waits until something holds. */
export async function waitUntil(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!holds()) throw new Error("it never came to hold");
}
