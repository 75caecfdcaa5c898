/** @import { HttpRequest } from "../types" */

/** Quotes a word for a POSIX shell. @param {string} text */
function quote(text) {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Displayed in place of a secret. */
const MASK = "••••••";

/**
 * Returns the request as a curl command.
 *
 * @param {HttpRequest} request
 * @param {{ masked?: boolean, streaming?: boolean }} [options] If `masked`, the token is hidden and the command is only
 *   for display.
 */
export function curl({ method, urlWithoutInput, headers, input, json }, { masked = false, streaming = false } = {}) {
  const flags = streaming ? "-sN" : "-s";
  const lines = [`curl ${flags} ${quote(urlWithoutInput)}`];
  for (const [name, value] of headers) {
    const isSecret = masked && name.toLowerCase() === "authorization";
    lines.push(`-H ${quote(`${name}: ${isSecret ? value.replace(/(?<=^\w+ ).*$/u, MASK) : value}`)}`);
  }
  if (method === "GET" && json !== undefined) lines.push("-G", `--data-urlencode ${quote(`input=${json}`)}`);
  if (method === "POST" && input.kind === "form") lines.push(...formFlags(input));
  else if (method === "POST" && input.kind === "bytes") lines.push(`--data-binary ${quote(`@${input.name}`)}`);
  else if (method === "POST" && json !== undefined) lines.push(`--data-raw ${quote(json)}`);
  else if (method === "POST") lines.push("-X POST");
  return lines.join(" \\\n  ");
}

/** @param {Extract<HttpRequest["input"], { kind: "form" }>} input */
function formFlags({ fields, files }) {
  const fieldFlags = fields.map(([name, text]) => `--form-string ${quote(`${name}=${text}`)}`);
  return [...fieldFlags, ...files.map(([name, file]) => `-F ${quote(`${name}=@${file.name}`)}`)];
}
