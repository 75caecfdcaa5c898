import { execFileSync } from "node:child_process";
import { ROOT } from "./paths";

/** Builds the client and the server under test. */
export default function setup(): void {
  const options = { cwd: ROOT, stdio: "inherit" } as const;
  if (process.env["CONFORMANCE_BIN"] === undefined) {
    execFileSync("cargo", ["build", "--quiet", "-p", "isotype-conformance"], options);
  }
  execFileSync("npm", ["run", "build", "--silent", "--workspace", "@isotype/client"], options);
}
