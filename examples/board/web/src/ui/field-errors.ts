/** Messages per field path, as the declared error `Invalid` carries them. */
export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

/** garde speaks of lengths; people speak of characters. */
function forPeople(text: string): string {
  const [, side, bound] = /^length is (lower|greater) than (\d+)$/u.exec(text) ?? [];
  if (side === "lower") return bound === "1" ? "Please fill this in" : `At least ${bound} characters, please`;
  if (side === "greater") return `At most ${bound} characters, please`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is wrong with one field, in sentences. */
export function sentences(fields: FieldErrors, name: string): readonly string[] | undefined {
  return fields[name]?.map(forPeople);
}
