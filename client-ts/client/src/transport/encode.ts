import { IsotypeError } from "../error/index.js";
import type { Operation } from "./operation.js";

/** The input as JSON; rejects what JSON cannot hold before anything is sent. */
export function encodeInput({ input, path }: Operation): string | undefined {
  try {
    return JSON.stringify(input);
  } catch (cause) {
    throw new IsotypeError("the input is no JSON", { code: "CLIENT", path, cause });
  }
}
