/** Exists for the compiler only. */
declare const name: unique symbol;

/**
 * A `T` that nothing else is taken for: a newtype of Rust's. A `PostId` goes wherever a string does, but a string is no
 * `PostId` until {@link brand} says so. A brand of a brand is both.
 */
export type Brand<T, Name extends string> = T & { readonly [name]: Readonly<Record<Name, true>> };

/** What a branded type is a name for. */
export type Unbranded<B> = B extends string
  ? string
  : B extends number
    ? number
    : B extends bigint
      ? bigint
      : B extends boolean
        ? boolean
        : B;

/**
 * Gives a plain value the name of its type: one that comes from an address, or from a form. The server is who checks it.
 *
 * @example
 * await client.posts.byId(brand<PostId>(params.id));
 */
export function brand<B>(value: Unbranded<B>): B {
  return value as B;
}
