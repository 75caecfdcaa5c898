import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["client/**/*.test.ts"],
    globalSetup: ["client/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
