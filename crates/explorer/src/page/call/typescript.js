import { stringify } from "../json.js";
import { BASE, isInPieces } from "./request.js";
import { NAME, literal, written } from "./value.js";

/** @import { Api } from "../api.js" */
/** @import { Input, Procedure, Settings } from "../types" */

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
  const { before, argument, types, isBranded } = given(api, procedure, input);
  const names = [...(isBranded ? ["brand"] : []), "createClient", ...(isSafe ? ["safe"] : [])];
  const imports = [
    `import { ${names.join(", ")} } from "@isotype/client";`,
    `import { ${links.join(", ")} } from "@isotype/client/links";`,
    `import { ${["api", ...types.map((name) => `type ${name}`)].join(", ")} } from ${stringify(settings.bindings)};`,
  ];
  const own = settings.headers.filter(([name]) => name !== "");
  const headers = own.length === 0 ? "" : `, headers: ${literal(Object.fromEntries(own))}`;
  const made = `${link}({ url: ${stringify(BASE.replace(/\/$/u, ""))}${headers} })`;
  const all = settings.token === "" ? [made] : ["bearer(() => token)", made];
  const token = settings.token === "" ? [] : ["declare const token: string;"];
  const client = [...token, "const client = createClient(api, {", `  links: [${all.join(", ")}],`, "});"];
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

/**
 * @param {Api} api
 * @param {Procedure} procedure
 * @param {Input} input
 * @returns {{ before: string[], argument: string, types: string[], isBranded: boolean }}
 */
function given(api, procedure, input) {
  const plain = { types: [], isBranded: false };
  if (input.kind === "none" || (input.kind === "json" && input.value === undefined)) {
    return { ...plain, before: [], argument: "" };
  }
  if (input.kind === "json") {
    const { text, ...named } = written(api, procedure.input, input.value);
    return { ...named, before: [], argument: text };
  }
  if (input.kind === "bytes") return { ...plain, before: ["declare const bytes: Blob;"], argument: "bytes" };
  const files = input.files.map((_, index) => `declare const file${index + 1}: File;`);
  const texts = input.fields.map(([name, text]) => `form.append(${stringify(name)}, ${stringify(text)});`);
  const parts = input.files.map(([name], index) => `form.append(${stringify(name)}, file${index + 1});`);
  return { ...plain, before: [...files, "const form = new FormData();", ...texts, ...parts], argument: "form" };
}
