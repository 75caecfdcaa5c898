
/** What a form may hold, and what is sent of it. */
export type Schema<T> = ZodType<T, T>;

/** What is wrong with one field. */
export interface FieldIssue {
  /** The rule's name, by which a translation is found. */
  readonly code: string;
  /** For a person, in English. */
  readonly message: string;
  /** What the rule is set to. */
  readonly params?: { readonly [name: string]: number | string };
}

/**
 * What is wrong with an input, as the `fields` of the error `Invalid` say it: by place, such as `items[0].createdAt`.
 *
 * @example
 * const { error } = inputs["posts.create"].safeParse(input);
 * if (error) show(fields(error));
 */
export declare const fields: (error: Pick<ZodError, "issues">) => { [place: string]: FieldIssue[] };
