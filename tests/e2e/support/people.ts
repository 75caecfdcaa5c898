import { randomUUID } from "node:crypto";

/** Somebody who can sign up. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Somebody nobody else is: tests share a database. */
export function person(name: string): Person {
  return { name, email: `${name.toLowerCase()}-${randomUUID()}@example.org`, password: "correct horse battery" };
}

/** A title that no other test uses. */
export function title(text: string): string {
  return `${text} ${randomUUID().slice(0, 8)}`;
}
