import { codecOf, type Codecs, convert, decodeOutput, type ProcedureCodec } from "./procedure-codec.js";

// tRPC's observables and links as far as they matter here, so that nothing of tRPC needs to be there.
interface Observer {
  next?(message: any): void;
  error?(error: any): void;
  complete?(): void;
}
interface Unsubscribable {
  unsubscribe(): void;
}
interface Observable {
  subscribe(observer: Observer): Unsubscribable;
  pipe(...through: ((source: any) => any)[]): any;
}
interface Operation {
  readonly path: string;
  readonly type: string;
  readonly input: unknown;
}
type TrpcLink = () => <O, R>(options: { op: O; next: (op: O) => R }) => R;

/** For `@trpc/client`: what {@link coded} is for ours. `tracked` names the subscriptions whose items have an id. */
export function trpcCodecLink(codecs: Codecs, tracked: readonly string[] = []): TrpcLink {
  const link = ({ op, next }: { op: Operation; next: (op: Operation) => Observable }): Observable => {
    const { path, type, input } = op;
    const codec = codecOf(codecs, path);
    const decodeData = (data: any) => {
      if (type !== "subscription") return decodeOutput(codec, path, data);
      if (!tracked.includes(path)) return convert(codec, "item", path, data);
      return { ...data, data: convert(codec, "item", path, data.data) };
    };
    return observable((observer) => {
      const forwardErrors = (step: () => void) => {
        try {
          step();
        } catch (error) {
          observer.error?.(error);
        }
      };
      let source: Unsubscribable | undefined;
      forwardErrors(() => {
        source = next({ ...op, input: convert(codec, "input", path, input) }).subscribe({
          next: (message) => forwardErrors(() => observer.next?.(decodeMessage(message, decodeData))),
          error: (error) => forwardErrors(() => observer.error?.(decodeError(error, codec, path))),
          complete: () => observer.complete?.(),
        });
      });
      return { unsubscribe: () => source?.unsubscribe() };
    });
  };
  return () => link as any;
}

/** A message with its data revived; one that only tells of a connection has none. */
function decodeMessage(message: any, revive: (data: unknown) => unknown): unknown {
  const { result } = message;
  if (!("data" in result)) return message;
  return { ...message, result: { ...result, data: revive(result.data) } };
}

function decodeError(error: any, codec: ProcedureCodec, path: string): unknown {
  // The same object stands under `data` and under `shape.data`.
  const { data } = error;
  if (codec.error && data?.error) data.error = convert(codec, "error", path, data.error);
  return error;
}

function observable(subscribe: Observable["subscribe"]): Observable {
  const self: Observable = {
    subscribe,
    pipe: (...through) => through.reduce((source, step) => step(source), self),
  };
  return self;
}
