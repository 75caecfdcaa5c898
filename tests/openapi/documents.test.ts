import { readdirSync } from "node:fs";
import { join } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { ROOT } from "../e2e/support/paths";
import { python, run } from "./support/python";

const documents = readdirSync(new URL("documents", import.meta.url)).map((name) => `documents/${name}`);
const validator = python("openapi-spec-validator");

describe.each(documents)("%s is valid", (document) => {
  it("for swagger-parser", async () => {
    await SwaggerParser.validate(join(import.meta.dirname, document));
  });

  it("for redocly, without warnings", () => {
    const redocly = join(ROOT, "node_modules/@redocly/cli/bin/cli.js");
    const { code, wrote } = run(process.execPath, redocly, "lint", document, "--format=json");
    expect([code, JSON.parse(wrote)]).toMatchObject([0, { problems: [] }]);
  });

  it.skipIf(validator === undefined)("for openapi-spec-validator", () => {
    const { code, wrote } = run(validator ?? "", document);
    expect([code, wrote.trim()]).toEqual([0, `${document}: OK`]);
  });
});
