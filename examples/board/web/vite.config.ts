import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { type Plugin, defineConfig } from "vite";

/** Where `cargo run -p board` listens while the page is served by `npm run dev`. */
const server = "http://127.0.0.1:4200";

/** The script of the page at `/docs`: served from here, so that the page asks no other host. */
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
    // The server's policy allows scripts and styles from files only: nothing may be inlined.
    assetsInlineLimit: 0,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/rpc": server, "/api": server, "/docs": server, "/openapi.json": server } },
});
