import { api } from "@golden/bindings";

/** Every shape of the catalogue: the groups of its procedures. */
export const SHAPES: readonly string[] = [
  ...new Set(Object.keys(api.procedures).map((path) => path.slice(0, path.indexOf(".")))),
];

/** As many values of each. */
export const COUNT = Number(process.env["GOLDEN_COUNT"] ?? 24);

/** The numbers of the values. */
export const NUMBERS: readonly number[] = Array.from({ length: COUNT }, (_, number) => number);
