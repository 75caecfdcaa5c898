import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The built page. */
export const WEB = fileURLToPath(new URL("../../../examples/board/web/dist", import.meta.url));

const BUILT = `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug`;

/** The server under test: `BOARD_BIN`, else what `cargo build -p board` makes. */
export const BOARD_BIN = process.env["BOARD_BIN"] ?? `${BUILT}/board`;

/** An API with an input of every shape, for the explorer. */
export const ORDERS_BIN = process.env["ORDERS_BIN"] ?? `${BUILT}/examples/explorer`;
