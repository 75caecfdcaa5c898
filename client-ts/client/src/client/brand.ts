/** Type-only property that holds the brand names. */
declare const name: unique symbol;

/**
 * Branded type of a Rust newtype. A `PostId` is assignable to `string`, but a `string` becomes a `PostId` only through
 * {@link brand}. A brand on top of another brand carries both names.
 */
export type Brand<T, Name extends string> = T & { readonly [name]: Readonly<Record<Name, true>> };

/** Primitive type underlying a brand. */
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
 * Converts a plain value to its branded type, for example a value from a URL or a form. It does not validate the
 * value; the server does.
 *
 * @example
 * await client.posts.byId(brand<PostId>(params.id));
 */
export function brand<B>(value: Unbranded<B>): B {
  return value as B;
}
