/**
 * Splits a response body at each separator as it arrives.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {string} separator
 * @param {(bytes: number) => void} received Called with the length of each chunk.
 * @returns {AsyncGenerator<string>}
 */
export async function* splitStream(body, separator, received) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      received(value.length);
      const parts = (rest + decoder.decode(value, { stream: true })).split(separator);
      rest = parts.pop() ?? "";
      yield* parts;
    }
    if (rest.trim() !== "") yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
