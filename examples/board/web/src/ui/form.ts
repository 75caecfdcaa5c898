import type { FieldIssue } from "@board/bindings";
import { fieldIssues, type Schema } from "@board/bindings/zod";
import { type RefObject, useEffect, useRef } from "react";

/** Validation issues by field, as reported by the declared error `Invalid` and by the schemas. */
export type FieldErrors = Readonly<Record<string, readonly FieldIssue[] | undefined>>;

/** Returns the message to show for a field issue. Length errors are reworded for end users. */
function toMessage({ code, message, params: { min, max } = {} }: FieldIssue): string {
  if (code === "length" && min !== undefined)
    return min === 1 ? "Please fill this in" : `At least ${min} characters, please`;
  if (code === "length" && max !== undefined) return `At most ${max} characters, please`;
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** Returns the messages of a field. */
export function fieldMessages(fields: FieldErrors, name: string): readonly string[] | undefined {
  return fields[name]?.map(toMessage);
}

/** Validates an input with the server's rules before it is sent. The server validates it again. */
export function validate<T>(schema: Schema<T>, input: T): FieldErrors | undefined {
  const { error } = schema.safeParse(input);
  return error === undefined ? undefined : fieldIssues(error);
}

/** Returns the value of a text field of a submitted form. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Moves the focus to the first invalid field when errors arrive. */
export function useFocusInvalid(errors: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (errors !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return form;
}
