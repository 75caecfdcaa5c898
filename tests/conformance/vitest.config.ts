import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["client/**/*.test.{ts,tsx}"],
    globalSetup: ["client/support/build.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
