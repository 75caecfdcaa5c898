import { stringify } from "../json.js";
import { IDENTIFIER, literal, toSource } from "./literal.js";
import { BASE, isStreamed } from "./request.js";

/** @import { Api } from "../api.js" */
/** @import { Input, Procedure, Settings } from "../types" */

/**
 * Returns the call as a TypeScript module that imports the generated bindings.
 *
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @param {Settings} settings
 */
export function typescript(api, procedure, input, settings) {
  const link = linkFor(api, procedure);
  const errors = api.errors(procedure);
  const isStream = procedure.kind === "subscription" || procedure.streaming === true;
  const usesSafe = errors.length > 0 && !isStream;
  const { declarations, argument, types, usesBrand } = inputArgument(api, procedure, input);
  const names = [...(usesBrand ? ["brand"] : []), "createClient", ...(usesSafe ? ["safe"] : [])];
  const links = settings.token === "" ? [link] : ["bearer", link];
  const imports = [
    `import { ${names.join(", ")} } from "@isotype/client";`,
    `import { ${links.join(", ")} } from "@isotype/client/links";`,
    `import { ${["api", ...types.map((name) => `type ${name}`)].join(", ")} } from ${stringify(settings.bindings)};`,
  ];
  const call = `client${propertyPath(procedure.name)}(${argument})`;
  const statement = callStatement(call, { usesSafe, isStream, procedure, errors });
  return [...imports, "", ...clientStatements(link, settings), ...declarations, "", ...statement].join("\n");
}

/** @param {Api} api @param {Procedure} procedure */
function linkFor(api, procedure) {
  if (procedure.kind === "subscription") return "sse";
  if (isStreamed(api, procedure)) return "batchStream";
  return procedure.encoding ? "upload" : "http";
}

/** @param {string} link @param {Settings} settings @returns {string[]} */
function clientStatements(link, settings) {
  const named = settings.headers.filter(([name]) => name !== "");
  const headers = named.length === 0 ? "" : `, headers: ${literal(Object.fromEntries(named))}`;
  const terminating = `${link}({ url: ${stringify(BASE.replace(/\/$/u, ""))}${headers} })`;
  const client = (/** @type {string} */ links) => ["const client = createClient(api, {", `  links: [${links}],`, "});"];
  if (settings.token === "") return client(terminating);
  return ["declare const token: string;", ...client(`bearer(() => token), ${terminating}`)];
}

/** @param {string} name */
function propertyPath(name) {
  return name
    .split(".")
    .map((part) => (IDENTIFIER.test(part) ? `.${part}` : `[${stringify(part)}]`))
    .join("");
}

/**
 * @param {string} call
 * @param {{ usesSafe: boolean, isStream: boolean, procedure: Procedure, errors: { name: string }[] }} options
 * @returns {string[]}
 */
function callStatement(call, { usesSafe, isStream, procedure, errors }) {
  if (procedure.kind === "subscription") return [`for await (const item of ${call}) {`, "  console.log(item);", "}"];
  if (isStream) return [`for await (const item of await ${call}) {`, "  console.log(item);", "}"];
  if (!usesSafe) return [`const result = await ${call};`, "console.log(result);"];
  const names = [...new Set(errors.map(({ name }) => name))];
  const cases = names.map(
    (name) => `    case ${stringify(name)}:\n      console.error(result.error.data);\n      break;`,
  );
  return [
    `const result = await safe(${call});`,
    "if (result.ok) {",
    "  console.log(result.data);",
    "} else {",
    "  switch (result.error.data?.type) {",
    ...cases,
    "    default:\n      throw result.error;",
    "  }",
    "}",
  ];
}

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @returns {{ declarations: string[], argument: string, types: string[], usesBrand: boolean }}
 */
function inputArgument(api, procedure, input) {
  const plain = { declarations: [], types: [], usesBrand: false };
  if (input.kind === "none" || (input.kind === "json" && input.value === undefined)) return { ...plain, argument: "" };
  if (input.kind === "json") {
    const { text, ...names } = toSource(api, procedure.input, input.value);
    return { ...names, declarations: [], argument: text };
  }
  if (input.kind === "bytes") return { ...plain, declarations: ["declare const bytes: Blob;"], argument: "bytes" };
  const fileDeclarations = input.files.map((_, index) => `declare const file${index + 1}: File;`);
  const fields = input.fields.map(([name, text]) => `form.append(${stringify(name)}, ${stringify(text)});`);
  const files = input.files.map(([name], index) => `form.append(${stringify(name)}, file${index + 1});`);
  const declarations = [...fileDeclarations, "const form = new FormData();", ...fields, ...files];
  return { ...plain, declarations, argument: "form" };
}
