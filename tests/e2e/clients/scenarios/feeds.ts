import type { PostEvent } from "@board/bindings";
import { expect, it } from "vitest";
import { title } from "../../support/people";
import type { Setting } from "../setting";
import { signedIn } from "./signed-in";

/** Longer than any client waits before it connects again. */
const PATIENCE = { timeout: 15_000, interval: 50 };

function titles(events: readonly PostEvent[]): string[] {
  return events.map((event) => (event.type === "created" ? event.post.title : `-${event.id}`));
}

/** The live feed. */
export function feeds(at: Setting): void {
  it("tells of what is created and removed, in order", async () => {
    const events: PostEvent[] = [];
    const stop = await at.caller().watch((event) => events.push(event));
    const writer = await signedIn(at, "Ada");
    const [first, second] = [title("First"), title("Second")];
    const made = await writer.create({ title: first, body: "" });
    await writer.create({ title: second, body: "" });
    if (!made.ok) throw new Error(made.message);
    await writer.remove(made.data.id);
    await expect.poll(() => titles(events), PATIENCE).toEqual([first, second, `-${made.data.id}`]);
    stop();
  });

  it("resumes behind the last event when the server comes back", async () => {
    const events: PostEvent[] = [];
    const stop = await at.caller().watch((event) => events.push(event));
    const [before, during] = [title("Before"), title("During")];
    await (await signedIn(at, "Bo")).create({ title: before, body: "" });
    await expect.poll(() => titles(events), PATIENCE).toEqual([before]);

    await at.server.kill();
    await at.server.resume();
    // Written before the subscriber is back: only its last id can tell the server to send it.
    await (await signedIn(at, "Chi")).create({ title: during, body: "" });
    await expect.poll(() => titles(events), PATIENCE).toEqual([before, during]);
    stop();
  });
}
