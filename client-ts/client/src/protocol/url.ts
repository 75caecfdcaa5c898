/** Where procedures are mounted, for example `/rpc`. */
export type BaseUrl = string | URL;

/** The address of `path` under `base`; a query string of the base stays first. */
export function address(base: BaseUrl, path: string, params = ""): string {
  const text = String(base);
  const mark = text.indexOf("?");
  const root = mark < 0 ? text : text.slice(0, mark);
  const query = [mark < 0 ? "" : text.slice(mark + 1), params].filter(Boolean).join("&");
  return `${root.endsWith("/") ? root.slice(0, -1) : root}/${path}${query && `?${query}`}`;
}

/** The query parameter that carries an encoded input. */
export function inputParam(json: string | undefined): string {
  return json === undefined ? "" : `input=${encodeURIComponent(json)}`;
}
