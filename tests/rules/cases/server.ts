import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FieldIssue, inputSchemas } from "@rules/bindings/zod";

/** What is wrong, by place. */
export type Fields = Readonly<Record<string, readonly FieldIssue[]>>;

/** What the server says of an input: which fields are wrong, or that it is no input at all. */
export type Verdict = { readonly fields: Fields } | { readonly undecodable: string };

/** One random input. */
export interface Case {
  readonly procedure: keyof typeof inputSchemas;
  readonly input: unknown;
  readonly verdict: Verdict;
}

/** So many random inputs with the server's verdicts; the same seed makes the same. */
export async function* judged(seed: number, count: number): AsyncGenerator<Case> {
  const asked = ["run", "--quiet", "--package", "isotype-rules", "--bin", "cases", "--"];
  const cargo = spawn("cargo", [...asked, "--seed", String(seed), "--count", String(count)], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(cargo, "close");
  for await (const line of createInterface({ input: cargo.stdout })) yield JSON.parse(line) as Case;
  const [code] = await closed;
  if (code !== 0) throw new Error(`cargo ended with ${String(code)}`);
}
