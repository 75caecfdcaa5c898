import { execFileSync } from "node:child_process";
import { ROOT } from "./server.js";

/** Builds the client and the server under test. */
export default function setup(): void {
  const options = { cwd: ROOT, stdio: "inherit" } as const;
  execFileSync("cargo", ["build", "--quiet", "-p", "isotype-golden"], options);
  execFileSync("npm", ["run", "build", "--silent", "--workspace", "@isotype/client"], options);
}
