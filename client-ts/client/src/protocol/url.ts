/** URL under which the server exposes its procedures, for example `/rpc`. */
export type BaseUrl = string | URL;

/** Returns the URL of `path`, which starts with a slash, under `base`. Query parameters in `base` come first. */
export function buildUrl(base: BaseUrl, path: string, ...params: readonly (string | undefined | false)[]): string {
  const [root, own] = String(base).split(/\?(.*)/s) as [string, string?];
  const query = [own, ...params].filter(Boolean).join("&");
  return `${root.replace(/\/$/, "")}${path}${query && `?${query}`}`;
}
