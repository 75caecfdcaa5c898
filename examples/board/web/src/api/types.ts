import type { Client } from "@board/bindings";
import type { ProcedureError, Input, IsotypeError, Output } from "@isotype/client";

/** Union of the errors that a procedure declares. */
type DeclaredErrors<P> = ProcedureError<P> extends IsotypeError<infer E> ? E : never;

/** Event of the feed: a change on the board. */
export type FeedEvent = Output<Client["posts"]["watch"]>;

// Inputs, outputs and errors, all derived from the generated client.
export type SignIn = Input<Client["auth"]["signIn"]>;
export type SignInErrors = DeclaredErrors<Client["auth"]["signIn"]>;
export type SignUp = Input<Client["auth"]["signUp"]>;
export type SignUpErrors = DeclaredErrors<Client["auth"]["signUp"]>;
export type SignedIn = Output<Client["auth"]["signIn"]>;
export type User = SignedIn["user"];
export type Page = Output<Client["posts"]["list"]>;
export type ListErrors = DeclaredErrors<Client["posts"]["list"]>;
export type NewPost = Input<Client["posts"]["create"]>;
export type Post = Output<Client["posts"]["create"]>;
export type CreateErrors = DeclaredErrors<Client["posts"]["create"]>;
export type RemovePost = Input<Client["posts"]["remove"]>;
export type RemoveErrors = DeclaredErrors<Client["posts"]["remove"]>;
