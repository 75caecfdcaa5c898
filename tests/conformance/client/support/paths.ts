import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

/** The server under test: `CONFORMANCE_BIN`, else what `cargo build -p isotype-conformance` makes. */
export const CONFORMANCE_BIN =
  process.env["CONFORMANCE_BIN"] ?? `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug/conformance-server`;
