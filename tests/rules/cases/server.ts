import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FieldIssue, inputSchemas } from "@rules/bindings/zod";

/** Issues by field path. */
export type Fields = Readonly<Record<string, readonly FieldIssue[]>>;

/** Result of the server: invalid fields, or an input that does not decode. */
export type ServerResult = { readonly fields: Fields } | { readonly undecodable: string };

/** Random input. */
export interface Case {
  readonly procedure: keyof typeof inputSchemas;
  readonly input: unknown;
  readonly result: ServerResult;
}

/** Returns random inputs with the server's results. The same seed returns the same inputs. */
export async function* judged(seed: number, count: number): AsyncGenerator<Case> {
  const asked = ["run", "--quiet", "--package", "isotype-rules", "--bin", "cases", "--"];
  const cargo = spawn("cargo", [...asked, "--seed", String(seed), "--count", String(count)], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(cargo, "close");
  for await (const line of createInterface({ input: cargo.stdout })) yield JSON.parse(line) as Case;
  const [code] = await closed;
  if (code !== 0) throw new Error(`cargo exited with code ${String(code)}`);
}
