import { readdirSync, readFileSync } from "node:fs";

/** JSON value that may contain placeholders. */
export type Json = any;

/** Conformance case, as described in `cases/README.md`. */
export interface Case {
  readonly name: string;
  readonly server?: string;
  readonly exchanges?: readonly Exchange[];
  readonly script?: readonly Step[];
  readonly client?: ClientPart;
  readonly serverOnly?: string;
}

/** Options of the client under test, and the expected outcomes. */
export interface ClientPart {
  readonly link: "http" | "batch" | "batchStream" | "sse" | "ws";
  readonly options?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly maxItems?: number;
    readonly methodOverride?: "POST";
    readonly connectionParams?: Readonly<Record<string, string>>;
    readonly search?: string;
  };
  readonly calls: readonly Call[];
}

/** Call and its outcome. */
export interface Call {
  readonly query?: string;
  readonly mutation?: string;
  readonly subscription?: string;
  readonly input?: Json;
  readonly timeoutMs?: number;
  readonly gets?: Json;
  readonly fails?: Json;
  readonly yields?: readonly Json[];
  readonly ends?: boolean;
  readonly leaves?: boolean;
}

/** Request and its response. */
export interface Exchange {
  readonly request: Asked;
  readonly response: Answer;
}

/** Request that the client is expected to send. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string;
  readonly form?: readonly Field[];
}

/** Field of a form. */
export interface Field {
  readonly name: string;
  readonly text: string;
  readonly filename?: string;
  readonly type?: string;
}

/** Response that the test server sends. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly json?: Json;
  readonly text?: string;
  readonly lines?: readonly Json[];
  readonly events?: readonly {
    readonly event?: string;
    readonly id?: string;
    readonly json?: Json;
    readonly text?: string;
  }[];
  readonly then?: "cut" | "open" | "left";
}

/** Step of a script. */
export interface Step {
  readonly on?: number;
  readonly optional?: boolean;
  readonly serverOnly?: boolean;
  readonly open?: string;
  readonly send?: Json;
  readonly calls?: readonly number[];
  readonly sendText?: string;
  readonly expect?: Json;
  readonly expectText?: string;
  readonly expectInterleaved?: readonly (readonly Json[])[];
  readonly skip?: Json;
  readonly quiet?: number;
  readonly expectClose?: readonly number[];
}

const FOLDER = new URL("../../cases/", import.meta.url);

/** Reads the case files. Returns the subject and the cases of each. */
export function readCases(): [subject: string, cases: readonly Case[]][] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
  return files.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")).cases]);
}
