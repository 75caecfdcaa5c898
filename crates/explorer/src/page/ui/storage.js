// Stores values that survive a reload. If the browser denies access to storage, nothing is stored but the page still
// works.

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {any}
 */
export function load(storage, key) {
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
export function save(storage, key, value) {
  try {
    storage.setItem(`isotype.explorer.${location.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // The storage is full, or the browser denies access to it.
  }
}
