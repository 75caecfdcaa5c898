/** Temporary notification. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Id of the request in the server's log. */
  readonly requestId?: string | undefined;
}

const LIFETIME_MS = 8_000;

let next = 1;
let shown: readonly Toast[] = [];
const listeners = new Set<() => void>();

function set(toasts: readonly Toast[]): void {
  shown = toasts;
  for (const listener of listeners) listener();
}

/** Adds a listener, for `useSyncExternalStore`. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns the visible toasts, for `useSyncExternalStore`. */
export function getSnapshot(): readonly Toast[] {
  return shown;
}

/** Removes a toast. */
export function dismiss(id: number): void {
  set(shown.filter((toast) => toast.id !== id));
}

/** Shows a toast. It disappears after a while, unless it has a request id, which the user may want to copy. */
export function toast(text: string, requestId?: string): void {
  const id = next++;
  set([...shown.slice(-2), { id, text, requestId }]);
  if (requestId === undefined) setTimeout(() => dismiss(id), LIFETIME_MS);
}
