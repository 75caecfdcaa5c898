import { api as golden } from "@golden/bindings";
import { codecLink as goldenCodecLink } from "@golden/bindings/trpc";
import { api as bigint } from "@golden-bigint/bindings";
import { codecLink as bigintCodecLink } from "@golden-bigint/bindings/trpc";
import { api as text } from "@golden-text/bindings";
import { codecLink as textCodecLink } from "@golden-text/bindings/trpc";

/** Applications by name: every shape, and both encodings of wide integers. */
const APPLICATIONS = {
  golden: { api: golden, codecLink: goldenCodecLink },
  "golden-bigint": { api: bigint, codecLink: bigintCodecLink },
  "golden-text": { api: text, codecLink: textCodecLink },
};

export type Application = keyof typeof APPLICATIONS;

/** Returns the generated package of an application. All have the same kinds of procedures. */
export function generated(application: Application): (typeof APPLICATIONS)["golden"] {
  return APPLICATIONS[application] as (typeof APPLICATIONS)["golden"];
}

/** Each application with each of its shapes. A shape is a router. */
export const SHAPES: readonly (readonly [Application, string])[] = (Object.keys(APPLICATIONS) as Application[]).flatMap(
  (application) => {
    const shapes = Object.keys(generated(application).api.procedures).map((path) => path.slice(0, path.indexOf(".")));
    return [...new Set(shapes)].map((shape) => [application, shape] as const);
  },
);

/** Number of values per shape. */
export const COUNT = Number(process.env["GOLDEN_COUNT"] ?? 24);

/** Indices of the values. */
export const NUMBERS: readonly number[] = Array.from({ length: COUNT }, (_, number) => number);
