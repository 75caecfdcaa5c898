import { onAbort } from "./follow.js";

/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  /** The first wait is at most this long. */
  readonly firstMs: number;
  /** No wait is longer. */
  readonly maxMs: number;
}

/** The waits before a connection is opened again. */
export const RECONNECT: Backoff = { firstMs: 500, maxMs: 30_000 };

/** The wait before attempt `attempt` (from 1): anywhere below a doubling limit, so that a crowd does not return as one. */
export function waitMs({ firstMs, maxMs }: Backoff, attempt: number): number {
  return Math.min(maxMs, firstMs * 2 ** (attempt - 1)) * Math.random();
}

/** Waits; ends early, without error, when `signal` aborts. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let end = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const ignore = onAbort(signal, resolve);
    end = () => {
      clearTimeout(timer);
      ignore();
    };
  });
  end();
}
