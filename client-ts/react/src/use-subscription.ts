import { inputKey, type IsotypeError, type SubscribeOptions, type Subscription } from "@isotype/client";
import { useCallback, useEffect, useRef, useState } from "react";

/** State of a subscription. `data` is its latest value. */
export type SubscriptionState<O, E> =
  /** The subscription is disabled. */
  | { readonly status: "idle"; readonly data: undefined; readonly error: undefined }
  | { readonly status: "connecting" | "open"; readonly data: O | undefined; readonly error: undefined }
  /** The connection was lost and reopens after a delay. */
  | { readonly status: "reconnecting"; readonly data: O | undefined; readonly error: unknown }
  /** The server ended the stream. */
  | { readonly status: "ended"; readonly data: O | undefined; readonly error: undefined }
  /** The server rejected the subscription. Call `reset` to subscribe again. */
  | { readonly status: "error"; readonly data: O | undefined; readonly error: IsotypeError<E> };

/** Result of {@link useSubscription}. */
export type UseSubscriptionResult<O, E> = SubscriptionState<O, E> & {
  /** Subscribes again from the start. */
  readonly reset: () => void;
};

/** Options of {@link useSubscription}. */
export interface UseSubscriptionOptions<I, O> extends Omit<SubscribeOptions<I>, "signal" | "onConnectionStateChange"> {
  /** If `false`, the hook does not subscribe. `true` by default. */
  readonly enabled?: boolean;
  /** Called with every value. `data` skips values that arrive between two renders. */
  readonly onData?: (value: O) => void;
}

const IDLE = { status: "idle", data: undefined, error: undefined } as const;
const CONNECTING = { status: "connecting", data: undefined, error: undefined } as const;

/**
 * Subscribes while the component is mounted. Resubscribes when the procedure or the input changes.
 *
 * @example
 * const chat = useSubscription(client.chat.watch, { room }, { onData: (message) => add(message) });
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
  const reset = useCallback(() => setResetCount((count) => count + 1), []);
  const key = inputKey(input);
  // A ref, so that passing new but equal objects or functions does not restart the subscription.
  const latest = useRef({ input, options });
  useEffect(() => {
    latest.current = { input, options };
  });
  useEffect(() => {
    setState(enabled ? CONNECTING : IDLE);
    if (!enabled) return;
    const controller = new AbortController();
    const update: UpdateState<O, E> = (next) => {
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

type UpdateState<O, E> = (next: (previous: SubscriptionState<O, E>) => SubscriptionState<O, E>) => void;

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
    onConnectionStateChange(connection) {
      const { state } = connection;
      if (state === "reconnecting") update(({ data }) => ({ status: state, data, error: connection.error }));
      else update(({ data }) => ({ status: state === "open" ? state : "connecting", data, error: undefined }));
    },
  });
  try {
    for await (const data of values) {
      update(() => ({ status: "open", data, error: undefined }));
      if (!signal.aborted) latest.current.options.onData?.(data);
    }
    update(({ data }) => ({ status: "ended", data, error: undefined }));
  } catch (thrown) {
    // Subscriptions always reject with an IsotypeError.
    update(({ data }) => ({ status: "error", data, error: thrown as IsotypeError<E> }));
  }
}
