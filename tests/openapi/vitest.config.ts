import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["../e2e/support/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts its own server, which is too much at once for a small machine.
    fileParallelism: false,
  },
});
