/** Types of `contract.json` (`isotype_contract::Contract`) and of values internal to the page. */

export type Kind = "query" | "mutation" | "subscription";

export type Shape =
  | string
  | { literal: string }
  | { list: Shape }
  | { array: { length: number; item: Shape } }
  | { tuple: Shape[] }
  | { map: { key: Shape; value: Shape } }
  | { entries: { key: Shape; value: Shape } }
  | { nullable: Shape }
  | { object: ObjectShape }
  | { union: Union }
  | { intersection: Shape[] }
  | { deferred: Shape }
  | { type: { name: string; arguments?: Shape[] } }
  | { parameter: string };

export interface ObjectShape {
  fields: Field[];
  additional?: Shape;
}

export interface Field {
  name: string;
  rustName?: string;
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
  tagging: "external" | "untagged" | { tag: string };
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
  rustPath: string;
  docs?: string;
  deprecated?: string;
  parameters?: string[];
  branded?: boolean;
  shape: Shape;
}

export interface Procedure {
  name: string;
  kind: Kind;
  docs?: string;
  deprecated?: string;
  guards?: string[];
  public?: boolean;
  policies?: Policy[];
  input: Shape;
  encoding?: "form" | "bytes";
  output: Shape;
  streaming?: boolean;
  tracked?: boolean;
  errors?: ErrorType[];
}

export type RateLimitKey = "caller" | "callerAndProcedure" | "ip" | "global";

export type Policy =
  | { timeout: { ms: number } }
  | { loadShed: { maxCalls: number } }
  | { rateLimit: { name: string; maxCalls: number; periodMs: number; key: RateLimitKey } }
  | { idempotency: { ttlMs: number; required: boolean } }
  | { concurrency: { maxCalls: number } };

export interface ErrorType {
  shape: Shape;
  variants: { name: string; code: string }[];
}

export interface SourceLocation {
  file: string;
  line: number;
  column: number;
  /** Absolute path of the file, or `null` if the sources are not on the server. */
  path: string | null;
}

/** Successful response to `contract.json`. */
export interface ContractResponse {
  contract: { procedures: Procedure[]; types: Definition[] };
  locations: { procedures: SourceLocation[]; types: SourceLocation[] };
}

/** Form control, with its element and current value. The value is `undefined` if nothing was entered. */
export interface Control {
  node: HTMLElement;
  get: () => unknown;
  /** Element that the label refers to, if the control has exactly one. */
  input?: HTMLElement;
}

/** Path of a form field. */
export interface FieldPath {
  /** Path of member names in JSON. */
  path: string;
  /** Path of Rust field names, as used in validation errors. */
  rustPath: string;
}

/** Input of a call. */
export type Input =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | { kind: "form"; fields: [name: string, text: string][]; files: [name: string, file: File][] }
  | { kind: "bytes"; blob: Blob; name: string };

/** HTTP request of a call, for `fetch` and for the curl snippet. */
export interface HttpRequest {
  method: "GET" | "POST";
  url: string;
  headers: [name: string, value: string][];
  input: Input;
  /** Value of the `input` query parameter, or the request body. */
  json?: string;
  urlWithoutInput: string;
}

export interface Failure {
  message: string;
  code: number | string;
  data: {
    code: string;
    httpStatus?: number;
    path?: string;
    requestId?: string;
    error?: { type: string; fields?: FieldErrors; [member: string]: unknown };
  };
}

/** Validation errors by field path. */
export type FieldErrors = {
  [path: string]: { code: string; message: string; params?: { [name: string]: number | string } }[];
};

/** Result of a call. */
export interface CallResult {
  status: number;
  headers: [name: string, value: string][];
  /** Time until the response headers arrived, in milliseconds. */
  headersMs: number;
  /** Time until the response was complete, in milliseconds. */
  ms: number;
  bytes: number;
  data?: unknown;
  failure?: Failure;
}

/** Entry of the call history. */
export interface HistoryEntry {
  id: number;
  name: string;
  kind: Kind;
  at: number;
  input: Input;
  request: HttpRequest;
  result?: CallResult;
  items?: number;
}

export interface Settings {
  token: string;
  headers: [name: string, value: string][];
  /** npm name of the generated bindings. */
  bindings: string;
}
