// Builds the declarations of the client.

import { execFileSync } from "node:child_process";
import { root } from "./paths.js";

export default function setup(): void {
  execFileSync("npm", ["run", "--silent", "build", "--workspace", "@isotype/client"], {
    cwd: root,
    shell: process.platform === "win32",
    stdio: ["ignore", "inherit", "inherit"],
  });
}
