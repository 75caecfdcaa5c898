import { join } from "node:path";

/** Root of the repository. */
export const ROOT = join(import.meta.dirname, "../../../..");

/** Server under test: `CONFORMANCE_BIN`, or the result of `cargo build -p isotype-conformance`. */
export const CONFORMANCE_BIN =
  process.env["CONFORMANCE_BIN"] ?? `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug/conformance-server`;
