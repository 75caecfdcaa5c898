import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["support/build.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each file starts servers and a browser of its own; on a small machine they would starve each other.
    fileParallelism: false,
  },
});
