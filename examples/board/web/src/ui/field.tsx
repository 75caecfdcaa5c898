import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly errors?: readonly string[] | undefined;
  readonly hint?: string | undefined;
  /** Number of rows. If set, a textarea replaces the input. */
  readonly rows?: number;
}

type NativeProps = Omit<
  InputHTMLAttributes<HTMLInputElement> & TextareaHTMLAttributes<HTMLTextAreaElement>,
  "name" | "rows"
>;

/** Labelled input with its errors, which screen readers announce together with it. */
export function Field({ label, name, errors = [], hint, rows, ...native }: FieldProps & NativeProps) {
  const id = useId();
  const isInvalid = errors.length > 0;
  const described = [isInvalid ? `${id}-error` : "", hint === undefined ? "" : `${id}-hint`].filter(Boolean).join(" ");
  const common = {
    id,
    name,
    className: "input",
    "aria-invalid": isInvalid,
    "aria-describedby": described || undefined,
    ...native,
  };
  return (
    <div className="field">
      <span className="field-head">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="field-hint">
            {hint}
          </span>
        )}
      </span>
      {rows === undefined ? <input {...common} /> : <textarea {...common} rows={rows} />}
      {isInvalid && (
        <p id={`${id}-error`} className="field-error" data-field={name}>
          {errors.join("; ")}
        </p>
      )}
    </div>
  );
}
