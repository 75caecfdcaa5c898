import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["support/build.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each file starts its own servers and browser, which is too much at once for a small machine.
    fileParallelism: false,
  },
});
