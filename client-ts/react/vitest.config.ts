import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.tsx"],
    typecheck: { enabled: true, include: ["src/**/*.test-d.tsx"] },
  },
});
