import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["client/**/*.test.{ts,tsx}"],
    globalSetup: ["client/support/build.ts"],
    testTimeout: 30_000,
    // A machine may be busy.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
});
