/** A value as JSON; `undefined` has none. */
export const toJson: (value: unknown) => string | undefined = JSON.stringify;
