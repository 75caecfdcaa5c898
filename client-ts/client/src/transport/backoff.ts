import { onAbort } from "./abort.js";

/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  /** The first wait is at most this long. */
  readonly initialDelayMs: number;
  /** No wait is longer. */
  readonly maxDelayMs: number;
}

/** The waits before a connection is opened again. */
export const RECONNECT_BACKOFF: Backoff = { initialDelayMs: 500, maxDelayMs: 30_000 };

/** The wait before attempt `attempt` (from 1): anywhere below a doubling limit, so that a crowd does not return as one. */
export function backoffDelayMs(
  { initialDelayMs: initialDelayMs, maxDelayMs: maxDelayMs }: Backoff,
  attempt: number,
): number {
  return Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1)) * Math.random();
}

/** Waits; ends early, without error, when `signal` aborts. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let end = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const removeAbortListener = onAbort(signal, resolve);
    end = () => {
      clearTimeout(timer);
      removeAbortListener();
    };
  });
  end();
}
