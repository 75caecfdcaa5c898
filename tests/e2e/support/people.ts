import { randomUUID } from "node:crypto";

/** User that can sign up. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Creates a unique user, because tests share a database. */
export function person(name: string): Person {
  return { name, email: `${name.toLowerCase()}-${randomUUID()}@example.org`, password: "correct horse battery" };
}

/** Returns a unique title. */
export function title(text: string): string {
  return `${text} ${randomUUID().slice(0, 8)}`;
}
