import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { type Plugin, defineConfig } from "vite";

/** Server started by `cargo run -p board`. `npm run dev` proxies requests to it. */
const server = "http://127.0.0.1:4200";

/** Adds the script of the `/docs` page to the build, so that the page loads nothing from other hosts. */
const scalar: Plugin = {
  name: "scalar",
  generateBundle() {
    const file = new URL("browser/standalone.js", import.meta.resolve("@scalar/api-reference"));
    this.emitFile({ type: "asset", fileName: "scalar.js", source: readFileSync(file) });
  },
};

export default defineConfig({
  plugins: [react(), scalar],
  build: {
    // The content security policy forbids inline scripts and styles.
    assetsInlineLimit: 0,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/rpc": server, "/api": server, "/docs": server, "/openapi.json": server } },
});
