import type { PostEvent } from "@board/bindings";
import { expect, it } from "vitest";
import { title } from "../../support/people";
import { type Setting, signedIn } from "../caller";

/** Time limit, longer than any reconnect delay. */
const PATIENCE = { timeout: 15_000, interval: 50 };

function titles(events: readonly PostEvent[]): string[] {
  return events.map((event) => (event.type === "created" ? event.post.title : `-${event.id}`));
}

/** Tests the feed. */
export function feeds(at: Setting): void {
  it("yields created and removed posts in order", async () => {
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

  it("resumes after the last event when the server restarts", async () => {
    const events: PostEvent[] = [];
    const stop = await at.caller().watch((event) => events.push(event));
    const [before, during] = [title("Before"), title("During")];
    await (await signedIn(at, "Bo")).create({ title: before, body: "" });
    await expect.poll(() => titles(events), PATIENCE).toEqual([before]);

    await at.server.kill();
    await at.server.resume();
    // Created before the subscriber reconnects, so the server sends it only because of the last event id.
    await (await signedIn(at, "Chi")).create({ title: during, body: "" });
    await expect.poll(() => titles(events), PATIENCE).toEqual([before, during]);
    stop();
  });
}
