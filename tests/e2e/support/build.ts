import { execFileSync } from "node:child_process";
import { ROOT } from "./paths";

/** Builds the page and the server under test. */
export default function setup(): void {
  const options = { cwd: ROOT, stdio: "inherit" } as const;
  const cargo = (...what: string[]) => execFileSync("cargo", ["build", "--quiet", ...what], options);
  if (process.env["BOARD_BIN"] === undefined) cargo("-p", "board");
  if (process.env["CONFORMANCE_BIN"] === undefined) cargo("-p", "isotype-conformance");
  cargo("-p", "isotype-golden");
  if (process.env["ORDERS_BIN"] === undefined)
    cargo("-p", "isotype-axum", "--features", "explorer", "--example", "explorer");
  execFileSync("npm", ["run", "build", "--silent"], options);
  // The test runner's NODE_ENV would select the development build.
  const env = { ...process.env, NODE_ENV: "production" };
  execFileSync("npm", ["run", "build", "--silent", "--workspace", "@board/web"], { ...options, env });
}
