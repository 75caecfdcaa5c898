import { inputKey, type IsotypeError, type SubscribeOptions, type Subscription } from "@isotype/client";
import { useCallback, useEffect, useRef, useState } from "react";

/** Where a subscription stands. */
export type FollowedState<O, E> =
  /** Not enabled. */
  | { readonly status: "idle"; readonly last: undefined; readonly error: undefined }
  | { readonly status: "connecting" | "live"; readonly last: O | undefined; readonly error: undefined }
  /** The connection broke and is tried again; `error` says why, where that is known. */
  | { readonly status: "waiting"; readonly last: O | undefined; readonly error: unknown }
  /** The server has said all. */
  | { readonly status: "ended"; readonly last: O | undefined; readonly error: undefined }
  /** The server refuses it; `reset` tries again. */
  | { readonly status: "failed"; readonly last: O | undefined; readonly error: IsotypeError<E> };

/** A subscription as a component sees it; `last` is its newest value. */
export type Followed<O, E> = FollowedState<O, E> & {
  /** Begins from the start. */
  readonly reset: () => void;
};

/** What {@link useSubscription} may be told. */
export interface FollowOptions<I, O> extends Omit<SubscribeOptions<I>, "signal" | "onConnection"> {
  /** Whether to connect; by default it does. */
  readonly enabled?: boolean;
  /** Told of each value: `last` shows only the newest of those that arrive between two renderings. */
  readonly onValue?: (value: O) => void;
}

const IDLE = { status: "idle", last: undefined, error: undefined } as const;
const CONNECTING = { status: "connecting", last: undefined, error: undefined } as const;

/**
 * Follows a subscription while the component is mounted; begins anew when the procedure or the input changes.
 *
 * @example
 * const chat = useSubscription(client.chat.watch, { room }, { onValue: (message) => add(message) });
 * if (chat.status === "waiting") return <p>Reconnecting…</p>;
 */
export function useSubscription<I, O, E>(
  procedure: Subscription<I, O, E>,
  ...[input, options = {}]: void extends I
    ? [input?: NoInfer<I>, options?: FollowOptions<NoInfer<I>, NoInfer<O>>]
    : [input: NoInfer<I>, options?: FollowOptions<NoInfer<I>, NoInfer<O>>]
): Followed<O, E> {
  const { enabled = true } = options;
  const [state, setState] = useState<FollowedState<O, E>>(enabled ? CONNECTING : IDLE);
  const [turn, setTurn] = useState(0);
  const reset = useCallback(() => setTurn((before) => before + 1), []);
  const key = inputKey(input);
  // The newest, without beginning anew when only a function or an object was made again.
  const newest = useRef({ input, options });
  useEffect(() => {
    newest.current = { input, options };
  });
  useEffect(() => {
    setState(enabled ? CONNECTING : IDLE);
    if (!enabled) return;
    const stop = new AbortController();
    const tell = (next: (before: FollowedState<O, E>) => FollowedState<O, E>) => {
      if (!stop.signal.aborted) setState(next);
    };
    void follow(procedure, newest, stop.signal, tell);
    return () => stop.abort();
  }, [procedure, key, enabled, turn]);
  return { ...state, reset };
}

interface Newest<I, O> {
  readonly current: { readonly input: I | undefined; readonly options: FollowOptions<I, O> };
}

type Tell<O, E> = (next: (before: FollowedState<O, E>) => FollowedState<O, E>) => void;

async function follow<I, O, E>(
  procedure: Subscription<I, O, E>,
  newest: Newest<I, O>,
  signal: AbortSignal,
  tell: Tell<O, E>,
): Promise<void> {
  const { input, options } = newest.current;
  const { enabled: _, onValue: __, ...rest } = options;
  const call = procedure as (input: unknown, options: SubscribeOptions<I>) => AsyncIterable<O>;
  const values = call(input, {
    ...rest,
    signal,
    onConnection(now) {
      if (now.state === "waiting") tell(({ last }) => ({ status: "waiting", last, error: now.error }));
      else tell(({ last }) => ({ status: now.state === "live" ? "live" : "connecting", last, error: undefined }));
    },
  });
  try {
    for await (const last of values) {
      tell(() => ({ status: "live", last, error: undefined }));
      if (!signal.aborted) newest.current.options.onValue?.(last);
    }
    tell(({ last }) => ({ status: "ended", last, error: undefined }));
  } catch (thrown) {
    // Calls reject with an IsotypeError, whatever a link does.
    tell(({ last }) => ({ status: "failed", last, error: thrown as IsotypeError<E> }));
  }
}
