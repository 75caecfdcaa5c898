import { type IsotypeError, toIsotypeError } from "../error/index.js";
import type { Call } from "./procedure.js";

/** How a call ended. */
export type Result<O, E> =
  | { readonly ok: true; readonly data: O; readonly error?: undefined }
  | { readonly ok: false; readonly error: IsotypeError<E>; readonly data?: undefined };

/**
 * Turns a rejection into a value, typed with exactly what the procedure can refuse.
 *
 * @example
 * const made = await safe(client.posts.create({ title: "Hello" }));
 * if (!made.ok && made.error.data?.type === "TitleTaken") show(made.error.data.by);
 */
export async function safe<O, E>(call: Call<O, E>): Promise<Result<O, E>> {
  try {
    return { ok: true, data: await call };
  } catch (thrown) {
    return { ok: false, error: toIsotypeError(thrown) as IsotypeError<E> };
  }
}
