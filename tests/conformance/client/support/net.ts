import type { AddressInfo, Server } from "node:net";

/** Makes a server listen on a free port. Returns its URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Waits until a condition is met. */
export async function waitUntil(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error("timed out: condition not met");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
