import { person } from "../../support/people";
import type { Caller } from "../caller";
import type { Setting } from "../setting";

/** A client whose user has just signed up. */
export async function signedIn({ caller }: Pick<Setting, "caller">, name: string): Promise<Caller> {
  const made = caller();
  const session = await made.signUp(person(name));
  if (!session.ok) throw new Error(session.message);
  made.token = session.data.accessToken;
  return made;
}
