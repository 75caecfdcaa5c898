// Lists the public API of the npm packages: `node tests/api/typescript.mjs [--check]`, after `npm run build`.

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REPORTS = join(ROOT, "tests/api/typescript");
const CURRENT = join(ROOT, "target/api/typescript");

/** Entry points: the package's folder, the declarations, the name of the report. */
const ENTRIES = [
  ["client", "dist/index.d.ts", "client"],
  ["client", "dist/codec/index.d.ts", "client-codec"],
  ["client", "dist/links/index.d.ts", "client-links"],
  ["react", "dist/index.d.ts", "react"],
  ["tanstack-query", "dist/index.d.ts", "tanstack-query"],
];

const check = process.argv.includes("--check");
mkdirSync(REPORTS, { recursive: true });
const changed = ENTRIES.map((entry) => report(...entry)).filter((file) => file !== undefined);
if (check && changed.length > 0) {
  for (const file of changed) {
    const paths = [`tests/api/typescript/${file}`, `target/api/typescript/${file}`];
    spawnSync("git", ["diff", "--no-index", ...paths], { cwd: ROOT, stdio: "inherit" });
  }
  console.error(`the public API differs from ${changed.join(", ")}; if this is intended, run \`cargo xtask api\``);
  process.exitCode = 1;
} else {
  console.log(`${ENTRIES.length} entry points, ${changed.length} reports ${check ? "stale" : "rewritten"}`);
}

/** Writes or compares a report; returns its name if it differs. */
function report(folder, declarations, name) {
  const projectFolder = join(ROOT, "client-ts", folder);
  const extractorConfig = ExtractorConfig.prepare({
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, declarations),
      compiler: { tsconfigFilePath: join(projectFolder, "tsconfig.build.json") },
      apiReport: { enabled: true, reportFileName: name, reportFolder: REPORTS, reportTempFolder: CURRENT },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, "package.json"),
  });
  const { apiReportChanged } = Extractor.invoke(extractorConfig, {
    localBuild: !check,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return apiReportChanged ? `${name}.api.md` : undefined;
}
