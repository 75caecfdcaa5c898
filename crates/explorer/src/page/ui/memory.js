// What is kept over a reload. A browser may refuse to keep anything: then nothing is remembered, and all else works.

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {any}
 */
export function recall(storage, key) {
  try {
    return JSON.parse(storage.getItem(`isotype.explorer.${location.pathname}.${key}`) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @param {unknown} value
 */
export function remember(storage, key, value) {
  try {
    storage.setItem(`isotype.explorer.${location.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Full, or not allowed.
  }
}
