import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "isotype-compilers-"));

/** Program of an application. The compiler also checks the rest of the package, because `skipLibCheck` is off. */
const CONSUMER = `
import { type Api, createClient, IsotypeError, type Mutation, type Query, safe, type Subscription } from "@isotype/client";
import { batch, batchStream, bearer, dedupe, http, isNonJsonSerializable, logger, retry, split, sse, timeout, upload, ws } from "@isotype/client/links";

type Taken = { type: "Taken"; by: string };
interface Client {
  readonly get: Query<{ id: string }, { title: string }>;
  readonly make: Mutation<{ title: string }, null, Taken>;
  readonly watch: Subscription<void, number>;
}
declare const api: Api<Client>;

const socket = ws({ url: "/rpc", connectionParams: async () => ({ token: "t" }), refreshAuth: () => {} });
const client = createClient(api, {
  links: [
    logger(), dedupe(), timeout({ ms: 1 }), retry(), bearer(() => "t"),
    split({ condition: ({ input }) => isNonJsonSerializable(input), use: upload({ url: "/rpc" }), otherwise: [] }),
    split({ query: batchStream({ url: "/rpc" }), mutation: http({ url: "/rpc" }), otherwise: [batch({ url: "/rpc" }), sse({ url: "/rpc" }), socket] }),
  ],
});
export const title: Promise<string> = client.get({ id: "1" }).then((found) => found.title);
export async function make(): Promise<string | undefined> {
  const made = await safe(client.make({ title: "x" }, { idempotencyKey: "k" }));
  for await (const value of client.watch()) value.toFixed();
  const error: IsotypeError<Taken> | undefined = made.error;
  return error?.data?.by;
}
export const state: "idle" | "connecting" | "open" | "reconnecting" | "closed" = socket.status.get().state;
// @ts-expect-error the input is required
client.get();
`;

beforeAll(async () => {
  const installed = join(work, "node_modules/@isotype/client");
  mkdirSync(installed, { recursive: true });
  cpSync(join(here, "package.json"), join(installed, "package.json"));
  const build = ["--project", join(here, "tsconfig.build.json"), "--outDir", join(installed, "dist")];
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...build]);
  writeFileSync(join(work, "package.json"), '{ "type": "module" }');
  writeFileSync(join(work, "consumer.ts"), CONSUMER);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true }));

const COMPILERS = [
  "typescript54",
  "typescript55",
  "typescript56",
  "typescript57",
  "typescript58",
  "typescript",
  "typescript7",
];

it.each(COMPILERS)("%s accepts the package in strict mode", { timeout: 60_000 }, async (compiler) => {
  const options = {
    ...{
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      skipDefaultLibCheck: true,
      types: [],
    },
    ...{ target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], module: "NodeNext", moduleResolution: "NodeNext" },
  };
  const project = join(work, `${compiler}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] }));
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const { stdout, stderr } = await run(process.execPath, [tsc, "--project", project]).catch((error) => error);
  expect(`${stdout}${stderr}`).toBe("");
});
