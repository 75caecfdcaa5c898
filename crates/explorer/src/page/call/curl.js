/** @import { Sent } from "../types" */

/** A word as a POSIX shell reads it. @param {string} text */
function quote(text) {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What stands instead of a secret on the screen. */
const MASK = "••••••";

/**
 * The request as a command for a shell.
 *
 * @param {Sent} sent
 * @param {{ masked?: boolean, streams?: boolean }} [options] Masked, it shows no token, and is not for copying.
 */
export function curl({ method, bare, headers, input, json }, { masked = false, streams = false } = {}) {
  const flags = streams ? "-sN" : "-s";
  const lines = [`curl ${flags} ${quote(bare)}`];
  for (const [name, value] of headers) {
    const shown = masked && name.toLowerCase() === "authorization" ? value.replace(/(?<=^\w+ ).*$/u, MASK) : value;
    lines.push(`-H ${quote(`${name}: ${shown}`)}`);
  }
  if (method === "GET" && json !== undefined) lines.push("-G", `--data-urlencode ${quote(`input=${json}`)}`);
  if (method === "POST" && input.kind === "form") lines.push(...parts(input));
  else if (method === "POST" && input.kind === "bytes") lines.push(`--data-binary ${quote(`@${input.name}`)}`);
  else if (method === "POST" && json !== undefined) lines.push(`--data-raw ${quote(json)}`);
  else if (method === "POST") lines.push("-X POST");
  return lines.join(" \\\n  ");
}

/** @param {Extract<Sent["input"], { kind: "form" }>} input */
function parts({ fields, files }) {
  const texts = fields.map(([name, text]) => `--form-string ${quote(`${name}=${text}`)}`);
  return [...texts, ...files.map(([name, file]) => `-F ${quote(`${name}=@${file.name}`)}`)];
}
