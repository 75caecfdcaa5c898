import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly errors?: readonly string[] | undefined;
  readonly hint?: string | undefined;
  /** A textarea of so many rows in place of a single line. */
  readonly rows?: number;
}

type NativeProps = Omit<
  InputHTMLAttributes<HTMLInputElement> & TextareaHTMLAttributes<HTMLTextAreaElement>,
  "name" | "rows"
>;

/** A labelled input; what is wrong with it stands right below and is announced with it. */
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
