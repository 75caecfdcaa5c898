/** What a value is, whichever page or frame made it: `Null`, `String`, `Array`, `Object`, `Date` and so on. */
export function typeTagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
