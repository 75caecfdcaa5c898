/** What `contract.json` holds: `isotype_schema::Contract`, as serde writes it. */

export type Kind = "query" | "mutation" | "subscription";

export type Shape =
  | string
  | { literal: string }
  | { list: Shape }
  | { array: { length: number; of: Shape } }
  | { tuple: Shape[] }
  | { map: { key: Shape; value: Shape } }
  | { entries: { key: Shape; value: Shape } }
  | { nullable: Shape }
  | { object: ObjectShape }
  | { union: Union }
  | { all: Shape[] }
  | { later: Shape }
  | { type: { name: string; arguments?: Shape[] } }
  | { parameter: string };

export interface ObjectShape {
  fields: Field[];
  rest?: Shape;
}

export interface Field {
  name: string;
  rust?: string;
  shape: Shape;
  optional?: boolean;
  rules?: Rule[];
  docs?: string;
  deprecated?: string;
}

export interface Rule {
  check: string | { [check: string]: any };
  message?: string;
}

export interface Union {
  told: "key" | "fit" | { tag: string };
  variants: Variant[];
}

export interface Variant {
  name?: string;
  shape: Shape;
  docs?: string;
  deprecated?: string;
}

export interface Definition {
  name: string;
  rust: string;
  docs?: string;
  deprecated?: string;
  parameters?: string[];
  brand?: boolean;
  shape: Shape;
}

export interface Procedure {
  name: string;
  kind: Kind;
  docs?: string;
  deprecated?: string;
  proofs?: string[];
  public?: boolean;
  policies?: Policy[];
  input: Shape;
  encoding?: "form" | "bytes";
  output: Shape;
  streams?: boolean;
  tracked?: boolean;
  errors?: ErrorType[];
}

export type Policy =
  | { timeout: { ms: number } }
  | { shed: { calls: number } }
  | { rate: { class: string; calls: number; ms: number; of: "caller" | "callerAndProcedure" | "address" | "all" } }
  | { idempotency: { ms: number; required: boolean } }
  | { concurrency: { calls: number } };

export interface ErrorType {
  shape: Shape;
  variants: { name: string; code: string }[];
}

export interface Place {
  file: string;
  line: number;
  column: number;
  path: string | null;
}

export interface Told {
  contract: { procedures: Procedure[]; types: Definition[] };
  places: { procedures: Place[]; types: Place[] };
}

/** A part of a form: what stands on the page, and the value that it holds; `undefined` for none. */
export interface Control {
  node: HTMLElement;
  get: () => unknown;
  /** What a label names, where it is one element. */
  input?: HTMLElement;
}

/** Where a part of a form stands. */
export interface At {
  /** Its path by the names on the wire. */
  path: string;
  /** Its path by the names in Rust, which checks speak of. */
  rust: string;
}

/** What a person has chosen to send. */
export type Input =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | { kind: "form"; fields: [name: string, text: string][]; files: [name: string, file: File][] }
  | { kind: "bytes"; blob: Blob; name: string };

/** One HTTP request, as it is sent and as it is told in curl. */
export interface Sent {
  method: "GET" | "POST";
  url: string;
  headers: [name: string, value: string][];
  input: Input;
  /** The parameter `input` of the address, or the body. */
  json?: string;
  /** The address without `input`. */
  bare: string;
}

export interface Failure {
  message: string;
  code: number | string;
  data: {
    code: string;
    httpStatus?: number;
    path?: string;
    requestId?: string;
    error?: { type: string; fields?: Wrong; [member: string]: unknown };
  };
}

/** What is wrong with an input, by place. */
export type Wrong = {
  [path: string]: { code: string; message: string; params?: { [name: string]: number | string } }[];
};

/** What became of a call. */
export interface Outcome {
  status: number;
  headers: [name: string, value: string][];
  /** Until the head came, and until all was there. */
  headMs: number;
  ms: number;
  bytes: number;
  data?: unknown;
  failure?: Failure;
}

/** One call of the past. */
export interface Entry {
  id: number;
  name: string;
  kind: Kind;
  at: number;
  input: Input;
  sent: Sent;
  outcome?: Outcome;
  items?: number;
}

export interface Settings {
  token: string;
  headers: [name: string, value: string][];
  /** The bindings' package. */
  bindings: string;
}
