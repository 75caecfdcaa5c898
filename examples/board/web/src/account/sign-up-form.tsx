import { inputSchemas } from "@board/bindings/zod";
import { type FormEvent, useState } from "react";
import type { CallError } from "../api/board";
import { useBoard } from "../api/context";
import type { SignUpErrors } from "../api/types";
import { useSession } from "../session/context";
import { toastError } from "../toast/toast-error";
import { Field } from "../ui/field";
import { type FieldErrors, fieldMessages, formText, useFocusInvalid, validate } from "../ui/form";

function errorsOf(failure: CallError<SignUpErrors>): FieldErrors | undefined {
  switch (failure.data?.type) {
    case "Invalid":
      return failure.data.fields;
    case "EmailTaken":
      return { email: [{ code: "taken", message: "this address has an account already" }] };
    default:
      return undefined;
  }
}

/** Form that creates an account and signs in. */
export function SignUpForm() {
  const signUp = useBoard().useSignUp();
  const session = useSession();
  const [errors, setErrors] = useState<FieldErrors>();
  const form = useFocusInvalid(errors);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input = {
      name: formText(data, "name"),
      email: formText(data, "email"),
      password: formText(data, "password"),
    };
    const found = validate(inputSchemas["auth.signUp"], input);
    setErrors(found);
    if (found !== undefined) return;
    signUp.mutate(input, {
      onSuccess: (signedIn) => session.open(signedIn),
      onError: (failure) => {
        const rejected = errorsOf(failure);
        setErrors(rejected);
        if (rejected === undefined) toastError(failure);
      },
    });
  };

  const fields = errors ?? {};
  return (
    <form ref={form} className="form" noValidate onSubmit={submit} aria-label="Sign up">
      <Field label="Name" name="name" autoComplete="name" errors={fieldMessages(fields, "name")} />
      <Field label="Email" name="email" type="email" autoComplete="email" errors={fieldMessages(fields, "email")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="8 characters or more"
        errors={fieldMessages(fields, "password")}
      />
      <button type="submit" className="button" disabled={signUp.isPending}>
        {signUp.isPending ? "Creating…" : "Create account"}
      </button>
    </form>
  );
}
