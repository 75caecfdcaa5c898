import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `cargo run -p board` listens while the page is served by `npm run dev`. */
const server = "http://127.0.0.1:4200";

export default defineConfig({
  plugins: [react()],
  build: {
    // The server's policy allows scripts and styles from files only: nothing may be inlined.
    assetsInlineLimit: 0,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/rpc": server } },
});
