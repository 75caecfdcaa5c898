import { type FormEvent, useState } from "react";
import type { Failure } from "../api/board";
import { useBoard } from "../api/context";
import type { SignInRefusal } from "../api/contract";
import { useSession } from "../session/context";
import { toastFailure } from "../toast/toast-failure";
import { Field } from "../ui/field";
import { type FieldErrors, sentences } from "../ui/field-errors";
import { formText } from "../ui/form-text";
import { useFocusInvalid } from "../ui/use-focus-invalid";

function errorsOf(failure: Failure<SignInRefusal>): FieldErrors | undefined {
  if (failure.data?.type === "WrongCredentials") {
    return { password: [{ code: "wrong", message: "the address or the password is wrong" }] };
  }
  return undefined;
}

/** Opens a session with address and password. */
export function SignInForm() {
  const signIn = useBoard().useSignIn();
  const session = useSession();
  const [errors, setErrors] = useState<FieldErrors>();
  const form = useFocusInvalid(errors);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signIn.run(
      { email: formText(data, "email"), password: formText(data, "password") },
      {
        done: (signedIn) => session.open(signedIn),
        failed: (failure) => {
          const found = errorsOf(failure);
          setErrors(found);
          if (found === undefined) toastFailure(failure);
        },
      },
    );
  };

  const fields = errors ?? {};
  return (
    <form ref={form} className="form" noValidate onSubmit={submit} aria-label="Sign in">
      <Field label="Email" name="email" type="email" autoComplete="email" errors={sentences(fields, "email")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        errors={sentences(fields, "password")}
      />
      <button type="submit" className="button" disabled={signIn.pending}>
        {signIn.pending ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}
