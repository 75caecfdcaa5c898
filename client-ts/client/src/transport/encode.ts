import { IsotypeError } from "../error/index.js";
import type { Operation } from "./operation.js";

/** A value as JSON; `undefined` has none. */
export function encode(value: unknown, path: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new IsotypeError("the input is no JSON", { code: "CLIENT", path, cause });
  }
}

/** The input as JSON; rejects what JSON cannot hold before anything is sent. */
export function encodeInput({ input, path }: Operation): string | undefined {
  return encode(input, path);
}
