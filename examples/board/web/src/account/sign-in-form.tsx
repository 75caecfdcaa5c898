import { type FormEvent, useState } from "react";
import type { CallError } from "../api/board";
import { useBoard } from "../api/context";
import type { SignInErrors } from "../api/types";
import { useSession } from "../session/context";
import { toastError } from "../toast/toast-error";
import { Field } from "../ui/field";
import { type FieldErrors, fieldMessages, formText, useFocusInvalid } from "../ui/form";

function errorsOf(failure: CallError<SignInErrors>): FieldErrors | undefined {
  if (failure.data?.type === "WrongCredentials") {
    return { password: [{ code: "wrong", message: "the address or the password is wrong" }] };
  }
  return undefined;
}

/** Form that signs in with an email address and a password. */
export function SignInForm() {
  const signIn = useBoard().useSignIn();
  const session = useSession();
  const [errors, setErrors] = useState<FieldErrors>();
  const form = useFocusInvalid(errors);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signIn.mutate(
      { email: formText(data, "email"), password: formText(data, "password") },
      {
        onSuccess: (signedIn) => session.open(signedIn),
        onError: (failure) => {
          const found = errorsOf(failure);
          setErrors(found);
          if (found === undefined) toastError(failure);
        },
      },
    );
  };

  const fields = errors ?? {};
  return (
    <form ref={form} className="form" noValidate onSubmit={submit} aria-label="Sign in">
      <Field label="Email" name="email" type="email" autoComplete="email" errors={fieldMessages(fields, "email")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        errors={fieldMessages(fields, "password")}
      />
      <button type="submit" className="button" disabled={signIn.isPending}>
        {signIn.isPending ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}
