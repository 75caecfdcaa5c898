import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const MISSING = `NO BROWSER at ${executablePath}: install one with "apt-get install chromium", or set CHROMIUM to its path.`;

/** Whether the browser tests can run. In CI they must. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true;
  if (process.env["CI"] === "true") throw new Error(MISSING);
  console.warn(`\n!!! BROWSER TESTS SKIPPED. ${MISSING}\n`);
  return false;
}

/** Starts the system's Chromium. */
export function launch(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", ...args],
  });
}
