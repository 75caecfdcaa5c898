import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const MISSING = `no browser at ${executablePath}: install one with "apt-get install chromium", or set CHROMIUM to its path.`;

/** Returns `true` if Chromium is installed. Throws in CI if it is not. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true;
  if (process.env["CI"] === "true") throw new Error(MISSING);
  console.warn(`skipped the browser tests: ${MISSING}`);
  return false;
}

/** Starts the installed Chromium. */
export function launch(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", ...args],
  });
}
