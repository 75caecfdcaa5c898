import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Directory of the built page. */
export const WEB = fileURLToPath(new URL("../../../examples/board/web/dist", import.meta.url));

const BUILT = `${process.env["CARGO_TARGET_DIR"] ?? `${ROOT}/target`}/debug`;

/** Server under test: `BOARD_BIN`, or the result of `cargo build -p board`. */
export const BOARD_BIN = process.env["BOARD_BIN"] ?? `${BUILT}/board`;

/** Server with an input of every shape, for the explorer. */
export const ORDERS_BIN = process.env["ORDERS_BIN"] ?? `${BUILT}/examples/explorer`;
