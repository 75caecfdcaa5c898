import { fieldIssues, type Schema } from "@board/bindings/zod";
import type { FieldErrors } from "./field-errors";

/** What the server would refuse of an input, found before anything is sent; its own word is still the last. */
export function validate<T>(schema: Schema<T>, input: T): FieldErrors | undefined {
  const { error } = schema.safeParse(input);
  return error === undefined ? undefined : fieldIssues(error);
}
