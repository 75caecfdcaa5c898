import { describe, expect, it } from "vitest";
import { createCaller } from "./case-client";
import { type Case, type ClientPart, readCases } from "./case";
import { playExchanges } from "./http-player";
import { playScript } from "./script-player";

/** Cases that the client fails, with the reason. There should be none. */
const PENDING: Readonly<Record<string, string>> = {};

async function run(one: Case, client: ClientPart): Promise<string[]> {
  const mount = one.server ?? "plain";
  const all = client.calls.map((_, index) => index);
  if (one.script) {
    const player = await playScript(mount, one.script);
    const caller = createCaller(client, player.url);
    await player.run(caller.make);
    return [...(await caller.finish()), ...(await player.finish())];
  }
  const player = await playExchanges(mount, one.exchanges ?? []);
  const caller = createCaller(client, player.url);
  caller.make(all);
  return [...(await caller.finish()), ...(await player.finish())];
}

describe.each(readCases())("%s", (subject, cases) => {
  for (const one of cases) {
    const { client } = one;
    const name = `${subject}/${one.name}`;
    if (!client) {
      it.skip(`${one.name} (${one.serverOnly})`, () => {});
      continue;
    }
    it.concurrent(`${one.name} (${client.link})`, async () => {
      const wrong = await run(one, client);
      const pending = PENDING[name];
      if (pending === undefined) expect(wrong.join("\n")).toBe("");
      else expect(wrong, `${name} passes: take it off the list`).not.toEqual([]);
    });
  }
});
