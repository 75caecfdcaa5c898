import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["support/build.ts"],
    include: ["cases/**/*.test.ts"],
    // Cases may compile Rust or start a language server.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
