import { type IsotypeError, toIsotypeError } from "../error/index.js";
import type { Call } from "./procedure.js";

/** Outcome of a call: its output or its error. */
export type Result<O, E> =
  | { readonly ok: true; readonly data: O; readonly error?: undefined }
  | { readonly ok: false; readonly error: IsotypeError<E>; readonly data?: undefined };

/**
 * Resolves to the outcome of a call, and never rejects. The error is typed with the procedure's declared errors.
 *
 * @example
 * const created = await safe(client.posts.create({ title: "Hello" }));
 * if (!created.ok && created.error.data?.type === "TitleTaken") show(created.error.data.by);
 */
export async function safe<O, E>(call: Call<O, E>): Promise<Result<O, E>> {
  try {
    return { ok: true, data: await call };
  } catch (thrown) {
    return { ok: false, error: toIsotypeError(thrown) as IsotypeError<E> };
  }
}
