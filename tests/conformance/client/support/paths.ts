import { join } from "node:path";

/** The repository's root. */
export const ROOT = join(import.meta.dirname, "../../../..");

/** The server under test: `CONFORMANCE_BIN`, else what `cargo build -p isotype-conformance` makes. */
export const CONFORMANCE_BIN =
  process.env["CONFORMANCE_BIN"] ?? `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug/conformance-server`;
