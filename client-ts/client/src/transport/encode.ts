interface ToJson {
  (value: object): string;
  (value: unknown): string | undefined;
}

/** A value as JSON; `undefined` has none. */
export const toJson: ToJson = JSON.stringify;
