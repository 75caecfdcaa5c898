/** An input that travels as it is: a form, or bytes. */
export type NonJsonSerializable = FormData | Blob | Uint8Array;

/**
 * Whether an input travels by `upload()`.
 *
 * @example
 * split({ when: ({ input }) => isNonJson(input), use: upload({ url: "/rpc" }), otherwise: batch({ url: "/rpc" }) });
 */
export function isNonJsonSerializable(input: unknown): input is NonJsonSerializable {
  return input instanceof FormData || input instanceof Blob || input instanceof Uint8Array;
}
