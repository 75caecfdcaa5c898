// Measures what a large API costs an editor, compared with tRPC's inferred router: `node measure.mjs [COUNT]`.
//
// Each subject runs in its own process. A TypeScript 5.9 language service opens a page that calls the API, requests
// completions once, and then again after each of five edits. Times are CPU times in milliseconds.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../../..");
// Next to the dependencies, so that the compiler finds them.
const folder = join(here, "../node_modules/.flat");
const PER_NAMESPACE = 50;

/** @type {Record<string, string>} */
const pages = {
  "Isotype, its client": `import { createClient } from "@isotype/client";
import { api } from "./bindings/index.js";
const client = createClient(api, { links: [] });
`,
  "Isotype, @trpc/client": `import { createTRPCClient } from "@trpc/client";
import type { AppRouter } from "./bindings/trpc.js";
const client = createTRPCClient<AppRouter>({ links: [] });
`,
  "tRPC, inferred": `import { createTRPCClient } from "@trpc/client";
import type { AppRouter } from "./router.js";
const client = createTRPCClient<AppRouter>({ links: [] });
`,
};

const [first, subject] = process.argv.slice(2);
const count = Number(first ?? 3000);
if (subject === undefined) compare();
else measure(subject);

function compare() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const many = ["run", "--release", "--quiet", "--package", "isotype-codegen", "--example", "large_api", "--", String(count), join(folder, "bindings")];
  const generation = JSON.parse(execFileSync("cargo", many, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
  writeFileSync(join(folder, "router.ts"), inferred());
  const { describe, lower, generate } = generation;
  console.log(`${count} procedures, each with an input and an output of six fields.\n`);
  console.log(`Generation: ${describe + lower + generate} ms (description ${describe}, lowering ${lower}, output ${generate}).\n`);
  console.log("| | first completion, ms | after an edit, ms | instantiations | memory, MB |\n|---|---|---|---|---|");
  for (const name of Object.keys(pages)) {
    const row = execFileSync(process.execPath, ["--max-old-space-size=8192", fileURLToPath(import.meta.url), String(count), name], { encoding: "utf8" });
    console.log(`| ${name} | ${row.trim()} |`);
  }
}

/** @param {string} name */
function measure(name) {
  const file = join(folder, "page.ts");
  const head = pages[name] ?? "";
  const page = { text: "", version: 0 };
  /** @type {ts.LanguageServiceHost} */
  const host = {
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, noEmit: true, skipLibCheck: true, types: [] }),
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? String(page.version) : "1"),
    getScriptSnapshot: (path) => {
      const text = path === file ? page.text : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getCurrentDirectory: () => folder,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => (path === file ? page.text : ts.sys.readFile(path)),
  };
  const service = ts.createLanguageService(host);
  /** @param {number} namespace */
  const complete = (namespace) => {
    page.text = `${head}client.g${namespace}.`;
    page.version += 1;
    const before = process.cpuUsage();
    const found = service.getCompletionsAtPosition(file, page.text.length, {});
    const { user, system } = process.cpuUsage(before);
    const wanted = `p${namespace * PER_NAMESPACE}`;
    if (!found?.entries.some((entry) => entry.name === wanted)) throw new Error(`${name}: ${wanted} is missing from the completions`);
    return (user + system) / 1000;
  };
  const cold = complete(0);
  const edits = [1, 2, 3, 4, 5].map((edit) => complete(edit % Math.ceil(count / PER_NAMESPACE)));
  const edited = edits.sort((a, b) => a - b)[2] ?? NaN;
  const instantiations = service.getProgram()?.getInstantiationCount() ?? NaN;
  console.log([cold.toFixed(0), edited.toFixed(0), instantiations.toLocaleString("en"), (process.memoryUsage().heapUsed / 1e6).toFixed(0)].join(" | "));
}

/** Returns a tRPC router of the same size. */
function inferred() {
  let text = `import { initTRPC } from "@trpc/server";
import { z } from "zod";
const t = initTRPC.create();
const output = (id: number) => ({ id, title: "", body: "" as string | null, tags: [""], score: 0.5, is_public: true });
`;
  const names = [];
  for (let start = 0; start < count; start += PER_NAMESPACE) {
    const name = `g${start / PER_NAMESPACE}`;
    names.push(name);
    text += `const ${name} = t.router({\n`;
    for (let number = start; number < Math.min(start + PER_NAMESPACE, count); number += 1) {
      const kind = number % 2 === 0 ? "query" : "mutation";
      text += `  p${number}: t.procedure.input(z.object({ id: z.number().int(), title: z.string(), body: z.string().nullish(), tags: z.array(z.string()), score: z.number(), is_public: z.boolean(), n${number}: z.literal(${number}).optional() })).${kind}(({ input }) => ({ ...output(input.id), n: ${number} as const })),\n`;
    }
    text += "});\n";
  }
  return `${text}const app = t.router({ ${names.join(", ")} });\nexport type AppRouter = typeof app;\n`;
}
