import { stringify } from "../json.js";
import { BASE, isInPieces } from "./request.js";

/** @import { Api } from "../api.js" */
/** @import { Input, Procedure, Settings } from "../types" */

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * The call as a module of its own, on the generated bindings.
 *
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @param {Settings} settings
 */
export function typescript(api, procedure, input, settings) {
  const link = linkFor(api, procedure);
  const errors = api.errors(procedure);
  const isStream = procedure.kind === "subscription" || procedure.streams === true;
  const isSafe = errors.length > 0 && !isStream;
  const links = settings.token === "" ? [link] : ["bearer", link];
  const imports = [
    `import { createClient${isSafe ? ", safe" : ""} } from "@isotype/client";`,
    `import { ${links.join(", ")} } from "@isotype/client/links";`,
    `import { api } from ${stringify(settings.bindings)};`,
  ];
  const own = settings.headers.filter(([name]) => name !== "");
  const headers = own.length === 0 ? "" : `, headers: ${literal(Object.fromEntries(own))}`;
  const made = `${link}({ url: ${stringify(BASE.replace(/\/$/u, ""))}${headers} })`;
  const all = settings.token === "" ? [made] : ["bearer(() => token)", made];
  const token = settings.token === "" ? [] : ["declare const token: string;"];
  const client = [...token, "const client = createClient(api, {", `  links: [${all.join(", ")}],`, "});"];
  const { before, argument } = given(input);
  const call = `client${access(procedure.name)}(${argument})`;
  return [...imports, "", ...client, ...before, "", ...use(call, { isSafe, isStream, procedure, errors })].join("\n");
}

/** @param {Api} api @param {Procedure} procedure */
function linkFor(api, procedure) {
  if (procedure.kind === "subscription") return "sse";
  if (isInPieces(api, procedure)) return "batchStream";
  return procedure.encoding ? "upload" : "http";
}

/** @param {string} name */
function access(name) {
  return name
    .split(".")
    .map((part) => (NAME.test(part) ? `.${part}` : `[${stringify(part)}]`))
    .join("");
}

/**
 * @param {string} call
 * @param {{ isSafe: boolean, isStream: boolean, procedure: Procedure, errors: { name: string }[] }} how
 * @returns {string[]}
 */
function use(call, { isSafe, isStream, procedure, errors }) {
  if (procedure.kind === "subscription") return [`for await (const item of ${call}) {`, "  console.log(item);", "}"];
  if (isStream) return [`for await (const item of await ${call}) {`, "  console.log(item);", "}"];
  if (!isSafe) return [`const answer = await ${call};`, "console.log(answer);"];
  const names = [...new Set(errors.map(({ name }) => name))];
  const cases = names.map(
    (name) => `    case ${stringify(name)}:\n      console.error(answer.error.data);\n      break;`,
  );
  const rest = "    default:\n      throw answer.error;";
  return [
    `const answer = await safe(${call});`,
    "if (answer.ok) {",
    "  console.log(answer.data);",
    "} else {",
    "  switch (answer.error.data?.type) {",
    ...cases,
    rest,
    "  }",
    "}",
  ];
}

/** @param {Input} input @returns {{ before: string[], argument: string }} */
function given(input) {
  if (input.kind === "none") return { before: [], argument: "" };
  if (input.kind === "json") return { before: [], argument: input.value === undefined ? "" : literal(input.value) };
  if (input.kind === "bytes") return { before: ["declare const bytes: Blob;"], argument: "bytes" };
  const files = input.files.map((_, index) => `declare const file${index + 1}: File;`);
  const texts = input.fields.map(([name, text]) => `form.append(${stringify(name)}, ${stringify(text)});`);
  const parts = input.files.map(([name], index) => `form.append(${stringify(name)}, file${index + 1});`);
  return { before: [...files, "const form = new FormData();", ...texts, ...parts], argument: "form" };
}

/**
 * JSON as people write it in a program.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
function literal(value, indent = "") {
  const text = stringify(value);
  if (typeof value !== "object" || value === null || !/^[[{]/u.test(text)) return text;
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const go = (/** @type {string} */ at) =>
    Object.entries(value).map(
      ([key, part]) => (isList ? "" : `${NAME.test(key) ? key : stringify(key)}: `) + literal(part, at),
    );
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"];
  const parts = go(indent);
  const line = parts.length === 0 ? (isList ? "[]" : "{}") : `${open}${parts.join(", ")}${close}`;
  if (line.length + indent.length <= 76 && !line.includes("\n")) return line;
  return `${open.trim()}\n${go(deeper)
    .map((part) => `${deeper}${part},\n`)
    .join("")}${indent}${close.trim()}`;
}
