export { type BatchOptions, batch } from "./batch.js";
export { http } from "./http.js";
export type { HttpOptions } from "./options.js";
