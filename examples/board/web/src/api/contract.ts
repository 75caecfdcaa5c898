import type { Client } from "@board/bindings";
import type { Mutation, Query, Subscription } from "@isotype/client";

/** What a procedure takes. */
type InputOf<P> = P extends Query<infer I, infer _O, infer _E> | Mutation<infer I, infer _O, infer _E> ? I : never;

/** What a procedure answers. */
type OutputOf<P> = P extends Query<infer _I, infer O, infer _E> | Mutation<infer _I, infer O, infer _E> ? O : never;

/** What a procedure can refuse, as the union that its Rust signature declares. */
type RefusalOf<P> = P extends Query<infer _I, infer _O, infer E> | Mutation<infer _I, infer _O, infer E> ? E : never;

/** One change on the board. */
export type FeedEvent = Client["posts"]["watch"] extends Subscription<infer _I, infer O, infer _E> ? O : never;

/** Everything the page says to the server; all of it follows the bindings, nothing is retyped by hand. */
export type SignIn = InputOf<Client["auth"]["signIn"]>;
export type SignInRefusal = RefusalOf<Client["auth"]["signIn"]>;
export type SignUp = InputOf<Client["auth"]["signUp"]>;
export type SignUpRefusal = RefusalOf<Client["auth"]["signUp"]>;
export type SignedIn = OutputOf<Client["auth"]["signIn"]>;
export type User = SignedIn["user"];
export type Page = OutputOf<Client["posts"]["list"]>;
export type ListRefusal = RefusalOf<Client["posts"]["list"]>;
export type NewPost = InputOf<Client["posts"]["create"]>;
export type Post = OutputOf<Client["posts"]["create"]>;
export type CreateRefusal = RefusalOf<Client["posts"]["create"]>;
export type RemovePost = InputOf<Client["posts"]["remove"]>;
export type RemoveRefusal = RefusalOf<Client["posts"]["remove"]>;
