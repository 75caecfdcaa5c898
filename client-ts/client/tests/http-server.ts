import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Request that the server received. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** If `true`, the client closed the connection before the response was complete. */
  closed: boolean;
}

/** Handles a request. `count` is its number, from 1. */
export type RequestHandler = (request: RecordedRequest, response: ServerResponse, count: number) => void;

/** Starts an HTTP server that stops after the test. */
export async function startHttpServer(
  handler: RequestHandler,
): Promise<{ url: string; requests: RecordedRequest[]; server: Server }> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    const entry: RecordedRequest = { method, url, headers, body, closed: false };
    response.on("close", () => {
      entry.closed = !response.writableFinished;
    });
    handler(entry, response, requests.push(entry));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`, requests, server };
}

/** Sends a JSON response. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Returns an error envelope with this code. */
export function errorEnvelope(code: string, number: number, httpStatus: number, error?: object) {
  return { error: { message: code.toLowerCase(), code: number, data: { code, httpStatus, path: "a.b", error } } };
}

/** Waits until a condition is met. */
export async function waitUntil(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!holds()) throw new Error("timed out: condition not met");
}
