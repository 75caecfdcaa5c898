import { codecOf, type Codecs, convert, decodeOutput, type ProcedureCodec } from "./procedure-codec.js";

// Subset of tRPC's observable and link types, because this package does not depend on tRPC.
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

/**
 * Creates a link for `@trpc/client` that encodes inputs to JSON and decodes outputs and declared errors. Generated
 * packages use it.
 *
 * @param tracked - Names of the subscriptions whose values have an event id.
 */
export function trpcCodecLink(codecs: Codecs, tracked: readonly string[] = []): TrpcLink {
  const link = ({ op, next }: { op: Operation; next: (op: Operation) => Observable }): Observable => {
    const { path, type, input } = op;
    const codec = codecOf(codecs, path);
    const decodeData = (data: any): unknown => {
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

/** Decodes the data of a message. Connection state messages have none. */
function decodeMessage(message: any, decodeData: (data: unknown) => unknown): unknown {
  const { result } = message;
  if (!("data" in result)) return message;
  return { ...message, result: { ...result, data: decodeData(result.data) } };
}

function decodeError(error: any, codec: ProcedureCodec, path: string): unknown {
  // `error.data` and `error.shape.data` are the same object.
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
