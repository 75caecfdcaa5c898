/** A place as the server writes it: `items[0].createdAt`. */
export function place(path: readonly PropertyKey[]): string {
  const step = (text: string, key: PropertyKey) =>
    typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`;
  return path.reduce<string>(step, "");
}
