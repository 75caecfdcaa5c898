import { type RefObject, useEffect, useRef } from "react";

/** Brings the reader to the first field with an error, each time that errors arrive. */
export function useFocusInvalid(errors: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (errors !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return form;
}
