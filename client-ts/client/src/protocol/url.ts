/** Puts a procedure's path and a query string behind a base URL, which may have a query string of its own. */
export function buildUrl(base: string, path: string, parameters: string[]): string {
  const [address = "", own] = base.split("?", 2);
  const query = [own, ...parameters].filter(Boolean).join("&");
  return `${address.replace(/\/$/, "")}/${path}${query ? `?${query}` : ""}`;
}

/** The `input` parameter, or nothing for an input that is absent. */
export function inputParameter(input: unknown): string[] {
  const json = JSON.stringify(input) as string | undefined;
  return json === undefined ? [] : [`input=${encodeURIComponent(json)}`];
}
