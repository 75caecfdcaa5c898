/** An input that travels as it is: a form, or bytes. */
export type NonJson = FormData | Blob | Uint8Array;

/**
 * Whether an input travels by `upload()`.
 *
 * @example
 * split({ when: ({ input }) => isNonJson(input), use: upload({ url: "/rpc" }), otherwise: batch({ url: "/rpc" }) });
 */
export function isNonJson(input: unknown): input is NonJson {
  return input instanceof FormData || input instanceof Blob || input instanceof Uint8Array;
}
