import { defineConfig } from "vitest/config";

export default defineConfig({
  // The first case may compile Rust.
  test: { include: ["cases/**/*.test.ts"], testTimeout: 600_000 },
});
