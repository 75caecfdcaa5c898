import type { ErrorCode, IsotypeError } from "../error/index.js";
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

/** Codes after which the same call may succeed. The statuses cover proxies, whose responses have no error shape. */
const TRANSIENT: ReadonlyArray<ErrorCode | number | undefined> = [
  "NETWORK",
  "TIMEOUT",
  "GATEWAY_TIMEOUT",
  408,
  429,
  502,
  503,
  504,
];

/** Returns `true` if the same call may succeed a little later. */
export function isTransient({ code, status }: IsotypeError): boolean {
  return TRANSIENT.includes(code) || TRANSIENT.includes(status);
}

/** Returns `true` if the server failed. A subscription resumes after such an error. */
export function isServerError({ status = 0 }: IsotypeError): boolean {
  return status >= 500;
}
