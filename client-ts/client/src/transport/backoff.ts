import { linkedAbortController, onAbort } from "./abort.js";

/** Delays between attempts, in milliseconds. The limit of the delay doubles with each attempt. */
export interface Backoff {
  /** Limit of the first delay. */
  readonly initialDelayMs: number;
  /** Limit of every delay. */
  readonly maxDelayMs: number;
}

/**
 * Returns the delay before an attempt, counted from 1. Delays are random, so that clients do not all reconnect at once.
 * The default limits are those of reconnects.
 */
export function backoffDelayMs(
  attempt: number,
  { initialDelayMs, maxDelayMs }: Backoff = { initialDelayMs: 500, maxDelayMs: 30_000 },
): number {
  return Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1)) * Math.random();
}

/** Waits. Resolves early if `signal` aborts. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  const controller = linkedAbortController(signal);
  const timer = setTimeout(() => controller.abort(), ms);
  await new Promise<unknown>((resolve) => onAbort(controller.signal, resolve));
  clearTimeout(timer);
}
