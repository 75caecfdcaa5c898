// Client for the tsserver of TypeScript 5.9.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Place } from "./paths.js";

interface Definition {
  readonly file: string;
  readonly start: { readonly line: number; readonly offset: number };
}

interface QuickInfo {
  readonly displayString: string;
  readonly documentation: string;
  readonly tags: readonly { readonly name: string; readonly text?: string }[];
}

/** Returns the definitions of the symbol at a position. */
export async function definitions(place: Place): Promise<Place[]> {
  const found = (await ask("definition", place)) as readonly Definition[] | undefined;
  return (found ?? []).map(({ file, start }) => ({ file, line: start.line - 1, column: start.offset - 1 }));
}

/** Returns the hover text at a position. */
export async function hover(place: Place): Promise<string> {
  const { displayString, documentation, tags } = (await ask("quickinfo", place)) as QuickInfo;
  return [displayString, documentation, ...tags.map(({ name, text }) => `@${name} ${text ?? ""}`)].join("\n");
}

async function ask(command: string, place: Place): Promise<unknown> {
  const script = createRequire(import.meta.url).resolve("typescript/lib/tsserver.js");
  const server = spawn(process.execPath, [script, "--disableAutomaticTypingAcquisition"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const send = (seq: number, command: string, args: object) =>
    server.stdin.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
  try {
    send(1, "open", { file: place.file });
    send(2, command, { file: place.file, line: place.line + 1, offset: place.column + 1 });
    let text = "";
    for await (const chunk of server.stdout) {
      text += String(chunk);
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines.filter((line) => line.startsWith("{"))) {
        const reply = JSON.parse(line) as { readonly type: string; readonly command?: string; readonly body?: unknown };
        if (reply.type === "response" && reply.command === command) return reply.body;
      }
    }
    throw new Error("tsserver exited without a response");
  } finally {
    server.kill();
  }
}
