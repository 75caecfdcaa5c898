import type { FieldIssue } from "@board/bindings";

/** What is wrong by field, as the declared error `Invalid` and the schemas say it. */
export type FieldErrors = Readonly<Record<string, readonly FieldIssue[] | undefined>>;

/** Rules speak of lengths; people speak of characters. */
function toMessage({ code, message, params: { min, max } = {} }: FieldIssue): string {
  if (code === "length" && min !== undefined)
    return min === 1 ? "Please fill this in" : `At least ${min} characters, please`;
  if (code === "length" && max !== undefined) return `At most ${max} characters, please`;
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** What is wrong with one field, in sentences. */
export function fieldMessages(fields: FieldErrors, name: string): readonly string[] | undefined {
  return fields[name]?.map(toMessage);
}
