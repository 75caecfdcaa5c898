import type { Client } from "@board/bindings";
import type { Failure, Input, IsotypeError, Output } from "@isotype/client";

/** What a procedure can refuse, as the union that its Rust signature declares. */
type Refusal<P> = Failure<P> extends IsotypeError<infer E> ? E : never;

/** One change on the board. */
export type FeedEvent = Output<Client["posts"]["watch"]>;

/** Everything the page says to the server; all of it follows the bindings, nothing is retyped by hand. */
export type SignIn = Input<Client["auth"]["signIn"]>;
export type SignInRefusal = Refusal<Client["auth"]["signIn"]>;
export type SignUp = Input<Client["auth"]["signUp"]>;
export type SignUpRefusal = Refusal<Client["auth"]["signUp"]>;
export type SignedIn = Output<Client["auth"]["signIn"]>;
export type User = SignedIn["user"];
export type Page = Output<Client["posts"]["list"]>;
export type ListRefusal = Refusal<Client["posts"]["list"]>;
export type NewPost = Input<Client["posts"]["create"]>;
export type Post = Output<Client["posts"]["create"]>;
export type CreateRefusal = Refusal<Client["posts"]["create"]>;
export type RemovePost = Input<Client["posts"]["remove"]>;
export type RemoveRefusal = Refusal<Client["posts"]["remove"]>;
