import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["../e2e/support/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts a server of its own; on a small machine they would starve each other.
    fileParallelism: false,
  },
});
