// Client for the TypeScript 7 language server, which speaks LSP.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Place, root } from "./paths.js";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
}

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** Returns the definitions of the symbol at a position. */
export async function definitions(place: Place): Promise<Place[]> {
  const found = (await ask("textDocument/definition", place)) as readonly Location[] | null;
  return (found ?? []).map(({ uri, range: { start } }) => ({
    file: fileURLToPath(uri),
    line: start.line,
    column: start.character,
  }));
}

/** Returns the hover text at a position. */
export async function hover(place: Place): Promise<string> {
  const shown = (await ask("textDocument/hover", place)) as { readonly contents: string | { readonly value: string } };
  return typeof shown.contents === "string" ? shown.contents : shown.contents.value;
}

async function ask(method: string, place: Place): Promise<unknown> {
  const script = join(dirname(createRequire(import.meta.url).resolve("typescript7/package.json")), "bin/tsc");
  const server = spawn(process.execPath, [script, "--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const send = (message: object) => write(server, { jsonrpc: "2.0", ...message });
  const textDocument = { uri: pathToFileURL(place.file).href };
  try {
    send({
      id: 1,
      method: "initialize",
      params: { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: {} },
    });
    for await (const message of messages(server.stdout)) {
      if (message.method !== undefined && message.id !== undefined) {
        send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
      } else if (message.id === 1) {
        const text = readFileSync(place.file, "utf8");
        send({ method: "initialized", params: {} });
        send({
          method: "textDocument/didOpen",
          params: { textDocument: { ...textDocument, languageId: "typescript", version: 1, text } },
        });
        const position = { line: place.line, character: place.column };
        send({ id: 2, method, params: { textDocument, position } });
      } else if (message.id === 2) {
        return message.result;
      }
    }
    throw new Error("the language server exited without a response");
  } finally {
    server.kill();
  }
}

function write(server: ChildProcessByStdio<Writable, Readable, null>, message: object): void {
  const body = Buffer.from(JSON.stringify(message));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

async function* messages(stream: Readable): AsyncGenerator<Message> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    for (;;) {
      const head = buffer.indexOf("\r\n\r\n");
      if (head < 0) break;
      const length = Number(/content-length: *(\d+)/i.exec(buffer.subarray(0, head).toString())?.[1]);
      const end = head + 4 + length;
      if (buffer.length < end) break;
      yield JSON.parse(buffer.subarray(head + 4, end).toString()) as Message;
      buffer = buffer.subarray(end);
    }
  }
}
