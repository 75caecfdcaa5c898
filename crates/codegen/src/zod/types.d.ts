
/** Zod schema of a form value. The value and the parsed result have the same type. */
export type Schema<T> = ZodType<T, T>;

/** Problem of a field. */
export interface FieldIssue {
  /** Name of the rule, as a key for translations. */
  readonly code: string;
  /** English message. */
  readonly message: string;
  /** Parameters of the rule. */
  readonly params?: { readonly [name: string]: number | string };
}

/**
 * Returns the problems of an input by field path, such as `items[0].createdAt`, in the form of the `fields` of the error
 * `Invalid`.
 *
 * @example
 * const { error } = inputSchemas["posts.create"].safeParse(input);
 * if (error) show(fieldIssues(error));
 */
export declare const fieldIssues: (error: Pick<ZodError, "issues">) => { [path: string]: FieldIssue[] };
