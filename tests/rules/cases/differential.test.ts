import { fieldIssues, inputSchemas } from "@rules/bindings/zod";
import { expect, test } from "vitest";
import { type Case, type Fields, judged } from "./server.js";

/** Returns the issues that the schema reports. */
function problems({ procedure, input }: Case): Fields {
  const { error } = inputSchemas[procedure].safeParse(input);
  return error === undefined ? {} : fieldIssues(error);
}

/** Returns `true` if the text has a character that Node.js's Unicode version does not assign. Schemas do not check these. */
function isNewer(text: unknown): boolean {
  return typeof text === "string" && /\p{Cn}/u.test(text);
}

/**
 * Removes the issues that only the server reports: characters of its Unicode version, bidirectional host names, and
 * rules that are functions.
 */
function isOfTheServer(name: string, issues: Fields[string], input: unknown): boolean {
  if (name === "alphanumeric" || name === "url") {
    if (isNewer((input as Readonly<Record<string, unknown>>)[name])) return true;
  }
  const isIdna = "not a valid url: invalid international domain name";
  return issues.some(({ code, message }) => code === "odd" || message === isIdna);
}

/** Returns the comparable part of the issues as text. The reason of an invalid URL depends on the parser. */
function comparable(found: Fields, left: ReadonlySet<string>): string {
  const short = ({ code, message, params = {} }: Fields[string][number]) =>
    `${code} ${JSON.stringify(params)}: ${message.replace(/^(not a valid url).*/u, "$1")}`;
  return Object.entries(found)
    .filter(([name]) => !left.has(name))
    .map(([name, issues]) => `${name}: ${issues.map(short).sort().join("; ")}`)
    .sort()
    .join("\n");
}

/** Returns `true` if the schema and the server report the same issues. */
function agree({ input, result }: Case, found: Fields): boolean {
  if ("undecodable" in result) return Object.keys(found).length > 0;
  const results = Object.entries({ ...found, ...result.fields });
  const left = results.filter(([name, issues]) => isOfTheServer(name, issues, input));
  const names = new Set(left.map(([name]) => name));
  return comparable(found, names) === comparable(result.fields, names);
}

/** Difference and its input. */
function difference(one: Case): string | undefined {
  const found = problems(one);
  if (agree(one, found)) return undefined;
  const [input, server, schema] = [one.input, one.result, found].map((part) => JSON.stringify(part));
  return `${one.procedure}\n  input  ${input}\n  server ${server}\n  schema ${schema}`;
}

const COUNT = Number(process.env["RULES_COUNT"] ?? 4_000);
const SEED = Number(process.env["RULES_SEED"] ?? Math.floor(Math.random() * 1e9));

/** Counts how often each member of an input was valid and invalid. */
class Tally {
  readonly #members = new Map<string, { right: number; wrong: number }>();

  add({ procedure, input, result }: Case): void {
    if ("undecodable" in result) return;
    const wrong = new Set(Object.keys(result.fields).map((name) => name.split(/[.[]/u, 1)[0]));
    for (const member of Object.keys(input as object).filter((name) => name !== "unknown")) {
      const name = `${procedure}.${member}`;
      const seen = this.#members.get(name) ?? { right: 0, wrong: 0 };
      this.#members.set(name, seen);
      seen[wrong.has(member) ? "wrong" : "right"] += 1;
    }
  }

  /** Returns the members that were valid or invalid too rarely. */
  lopsided(): unknown {
    return [...this.#members].filter(([, { right, wrong }]) => Math.min(right, wrong) < COUNT / 500);
  }
}

test.each([1, SEED])("the schemas report the same issues and messages as the server (seed %i)", async (seed) => {
  const differences: string[] = [];
  const tally = new Tally();
  for await (const one of judged(seed, COUNT)) {
    tally.add(one);
    const found = difference(one);
    if (found !== undefined) differences.push(found);
  }
  expect(differences.slice(0, 20).join("\n")).toBe("");
  expect(tally.lopsided()).toEqual([]);
});
