/** What tells one input from another, for caches and hooks: JSON, to which a `bigint` would be an error, and each `Map` the same. */
export function inputKey(input: unknown): string | undefined {
  const plain = (_: string, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    return value instanceof Map || value instanceof Uint8Array ? [...value] : value;
  };
  return JSON.stringify(input, plain);
}
