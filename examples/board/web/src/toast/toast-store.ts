/** One message at the edge of the page. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Under this id the server has logged what happened. */
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

/** For `useSyncExternalStore`. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For `useSyncExternalStore`. */
export function getSnapshot(): readonly Toast[] {
  return shown;
}

/** Takes a toast away. */
export function dismiss(id: number): void {
  set(shown.filter((toast) => toast.id !== id));
}

/** Shows a message; it leaves by itself, unless it carries an id that the reader may want to copy. */
export function toast(text: string, requestId?: string): void {
  const id = next++;
  set([...shown.slice(-2), { id, text, requestId }]);
  if (requestId === undefined) setTimeout(() => dismiss(id), LIFETIME_MS);
}
