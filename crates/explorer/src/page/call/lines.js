// Text as it arrives, cut where it is to be cut.

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {string} separator
 * @param {(bytes: number) => void} count
 * @returns {AsyncGenerator<string>}
 */
export async function* pieces(body, separator, count) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      count(value.length);
      const parts = (rest + decoder.decode(value, { stream: true })).split(separator);
      rest = parts.pop() ?? "";
      yield* parts;
    }
    if (rest.trim() !== "") yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
