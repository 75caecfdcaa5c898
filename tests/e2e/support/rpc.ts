import type { Person } from "./people";

/** Runs a mutation without the client under test, for test setup. */
async function mutate(rpc: string, path: string, input: unknown, token?: string): Promise<unknown> {
  const response = await fetch(`${rpc}/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(input),
  });
  const { result, error } = (await response.json()) as { result?: { data: unknown }; error?: unknown };
  if (result === undefined) throw new Error(`${path}: ${JSON.stringify(error)}`);
  return result.data;
}

/** Creates an account. Returns its access token. */
export async function account(rpc: string, who: Person): Promise<string> {
  const { accessToken } = (await mutate(rpc, "auth.signUp", who)) as { accessToken: string };
  return accessToken;
}

/** Creates a post. Returns its id. */
export async function publish(rpc: string, token: string, title: string, body = "Hello."): Promise<string> {
  const { id } = (await mutate(rpc, "posts.create", { title, body }, token)) as { id: string };
  return id;
}
