import { inputs } from "@board/bindings/zod";
import { type FormEvent, useState } from "react";
import type { Failure } from "../api/board";
import { useBoard } from "../api/context";
import type { SignUpRefusal } from "../api/contract";
import { useSession } from "../session/context";
import { toastFailure } from "../toast/toast-failure";
import { Field } from "../ui/field";
import { type FieldErrors, sentences } from "../ui/field-errors";
import { formText } from "../ui/form-text";
import { problems } from "../ui/problems";
import { useFocusInvalid } from "../ui/use-focus-invalid";

function errorsOf(failure: Failure<SignUpRefusal>): FieldErrors | undefined {
  switch (failure.data?.type) {
    case "Invalid":
      return failure.data.fields;
    case "EmailTaken":
      return { email: [{ code: "taken", message: "this address has an account already" }] };
    default:
      return undefined;
  }
}

/** Makes an account and opens its first session. */
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
    const found = problems(inputs["auth.signUp"], input);
    setErrors(found);
    if (found !== undefined) return;
    signUp.run(input, {
      done: (signedIn) => session.open(signedIn),
      failed: (failure) => {
        const refused = errorsOf(failure);
        setErrors(refused);
        if (refused === undefined) toastFailure(failure);
      },
    });
  };

  const fields = errors ?? {};
  return (
    <form ref={form} className="form" noValidate onSubmit={submit} aria-label="Sign up">
      <Field label="Name" name="name" autoComplete="name" errors={sentences(fields, "name")} />
      <Field label="Email" name="email" type="email" autoComplete="email" errors={sentences(fields, "email")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="8 characters or more"
        errors={sentences(fields, "password")}
      />
      <button type="submit" className="button" disabled={signUp.pending}>
        {signUp.pending ? "Creating…" : "Create account"}
      </button>
    </form>
  );
}
