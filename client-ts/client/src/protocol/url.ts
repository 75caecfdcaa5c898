/** Where procedures are mounted, for example `/rpc`. */
export type BaseUrl = string | URL;

/** The address of `path`, which begins with a slash, under `base`; a query string of the base stays first. */
export function buildUrl(base: BaseUrl, path: string, ...params: readonly (string | undefined | false)[]): string {
  const [root, own] = String(base).split(/\?(.*)/s) as [string, string?];
  const query = [own, ...params].filter(Boolean).join("&");
  return `${root.replace(/\/$/, "")}${path}${query && `?${query}`}`;
}
