import { useState } from "react";
import { SignInForm } from "./sign-in-form";
import { SignUpForm } from "./sign-up-form";

/** Card with the form for signing in or signing up. */
export function AccountCard({ expired }: { readonly expired: boolean }) {
  const welcome = expired ? "Your session has ended. Sign in again." : "Sign in to post a notice.";
  const [isNew, setNew] = useState(false);
  return (
    <section className="card account" aria-labelledby="account-title">
      <h2 id="account-title">{isNew ? "Join the board" : "Welcome back"}</h2>
      <p className="lead" role={expired ? "alert" : undefined}>
        {isNew ? "It takes a name, an address and a password." : welcome}
      </p>
      {isNew ? <SignUpForm /> : <SignInForm />}
      <p className="account-switch">
        {isNew ? "Have an account?" : "New here?"}{" "}
        <button type="button" className="link" onClick={() => setNew(!isNew)}>
          {isNew ? "Sign in instead" : "Create an account"}
        </button>
      </p>
    </section>
  );
}
