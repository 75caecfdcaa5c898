import { inputKey, type IsotypeError, type SubscribeOptions, type Subscription } from "@isotype/client";
import { useCallback, useEffect, useRef, useState } from "react";

/** Where a subscription stands. */
export type SubscriptionState<O, E> =
  /** Not enabled. */
  | { readonly status: "idle"; readonly data: undefined; readonly error: undefined }
  | { readonly status: "connecting" | "open"; readonly data: O | undefined; readonly error: undefined }
  /** The connection broke and is tried again; `error` says why, where that is known. */
  | { readonly status: "reconnecting"; readonly data: O | undefined; readonly error: unknown }
  /** The server has said all. */
  | { readonly status: "ended"; readonly data: O | undefined; readonly error: undefined }
  /** The server refuses it; `reset` tries again. */
  | { readonly status: "error"; readonly data: O | undefined; readonly error: IsotypeError<E> };

/** A subscription as a component sees it; `last` is its newest value. */
export type UseSubscriptionResult<O, E> = SubscriptionState<O, E> & {
  /** Begins from the start. */
  readonly reset: () => void;
};

/** What {@link useSubscription} may be told. */
export interface UseSubscriptionOptions<I, O> extends Omit<SubscribeOptions<I>, "signal" | "onConnection"> {
  /** Whether to connect; by default it does. */
  readonly enabled?: boolean;
  /** Told of each value: `last` shows only the newest of those that arrive between two renderings. */
  readonly onData?: (value: O) => void;
}

const IDLE = { status: "idle", data: undefined, error: undefined } as const;
const CONNECTING = { status: "connecting", data: undefined, error: undefined } as const;

/**
 * Follows a subscription while the component is mounted; begins anew when the procedure or the input changes.
 *
 * @example
 * const chat = useSubscription(client.chat.watch, { room }, { onValue: (message) => add(message) });
 * if (chat.status === "reconnecting") return <p>Reconnecting…</p>;
 */
export function useSubscription<I, O, E>(
  procedure: Subscription<I, O, E>,
  ...[input, options = {}]: void extends I
    ? [input?: NoInfer<I>, options?: UseSubscriptionOptions<NoInfer<I>, NoInfer<O>>]
    : [input: NoInfer<I>, options?: UseSubscriptionOptions<NoInfer<I>, NoInfer<O>>]
): UseSubscriptionResult<O, E> {
  const { enabled = true } = options;
  const [state, setState] = useState<SubscriptionState<O, E>>(enabled ? CONNECTING : IDLE);
  const [resetCount, setResetCount] = useState(0);
  const reset = useCallback(() => setResetCount((before) => before + 1), []);
  const key = inputKey(input);
  // The newest, without beginning anew when only a function or an object was made again.
  const latest = useRef({ input, options });
  useEffect(() => {
    latest.current = { input, options };
  });
  useEffect(() => {
    setState(enabled ? CONNECTING : IDLE);
    if (!enabled) return;
    const controller = new AbortController();
    const update = (next: (before: SubscriptionState<O, E>) => SubscriptionState<O, E>) => {
      if (!controller.signal.aborted) setState(next);
    };
    void consumeSubscription(procedure, latest, controller.signal, update);
    return () => controller.abort();
  }, [procedure, key, enabled, resetCount]);
  return { ...state, reset };
}

interface LatestRef<I, O> {
  readonly current: { readonly input: I | undefined; readonly options: UseSubscriptionOptions<I, O> };
}

type UpdateState<O, E> = (next: (before: SubscriptionState<O, E>) => SubscriptionState<O, E>) => void;

async function consumeSubscription<I, O, E>(
  procedure: Subscription<I, O, E>,
  latest: LatestRef<I, O>,
  signal: AbortSignal,
  update: UpdateState<O, E>,
): Promise<void> {
  const { input, options } = latest.current;
  const { enabled: _, onData: __, ...rest } = options;
  const call = procedure as (input: unknown, options: SubscribeOptions<I>) => AsyncIterable<O>;
  const values = call(input, {
    ...rest,
    signal,
    onConnectionStateChange(now) {
      if (now.state === "reconnecting")
        update(({ data: last }) => ({ status: "reconnecting", data: last, error: now.error }));
      else
        update(({ data: last }) => ({
          status: now.state === "open" ? "open" : "connecting",
          data: last,
          error: undefined,
        }));
    },
  });
  try {
    for await (const data of values) {
      update(() => ({ status: "open", data, error: undefined }));
      if (!signal.aborted) latest.current.options.onData?.(data);
    }
    update(({ data: last }) => ({ status: "ended", data: last, error: undefined }));
  } catch (thrown) {
    // Calls reject with an IsotypeError, whatever a link does.
    update(({ data: last }) => ({ status: "error", data: last, error: thrown as IsotypeError<E> }));
  }
}
