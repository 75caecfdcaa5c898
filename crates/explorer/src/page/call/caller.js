// Calls a procedure, and shows what becomes of it.

import { failureView } from "../show/failure.js";
import { LiveView } from "../show/live.js";
import { record, settle } from "../history.js";
import { settings } from "../settings.js";
import { announce, el } from "../ui/dom.js";
import { follow } from "./events.js";
import { followLines } from "./jsonl.js";
import { isInPieces, request } from "./request.js";
import { send } from "./send.js";

/** @import { Api } from "../api.js" */
/** @import { Editor } from "../editor.js" */
/** @import { Result } from "../show/result.js" */
/** @import { Outcome, Procedure } from "../types" */

/** How long until a lost stream is asked for again. */
const AGAIN_MS = 1_500;

/** One procedure's calls. */
export class Caller {
  /** @type {AbortController | undefined} */
  #running;

  /**
   * @param {Api} api
   * @param {Procedure} procedure
   * @param {Editor} editor
   * @param {Result} result
   * @param {(isRunning: boolean) => void} changed
   */
  constructor(api, procedure, editor, result, changed) {
    this.api = api;
    this.procedure = procedure;
    this.editor = editor;
    this.result = result;
    this.changed = changed;
    this.isStream = procedure.kind === "subscription" || isInPieces(api, procedure);
  }

  get isRunning() {
    return this.#running !== undefined;
  }

  stop() {
    this.#running?.abort();
  }

  /** @param {string} [lastEventId] Where a stream goes on. */
  async call(lastEventId) {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.changed(true);
    this.editor.wrong({});
    await (this.isStream ? this.#follow(running, lastEventId) : this.#once(running));
    if (this.#running !== running) return;
    this.#running = undefined;
    this.changed(false);
  }

  /** @param {AbortController} running */
  async #once(running) {
    const input = this.editor.get();
    const sent = request(this.api, this.procedure, input, settings());
    const entry = record({ name: this.procedure.name, kind: this.procedure.kind, input, sent });
    this.result.busy();
    const outcome = await send(sent, running.signal);
    settle(entry, outcome);
    this.result.show(outcome);
    this.editor.wrong(outcome.failure?.data.error?.fields ?? {});
    announce(outcome.failure ? `Failed: ${outcome.failure.message}` : "Answered");
  }

  /** @param {AbortController} running @param {string} [from] */
  async #follow(running, from) {
    const input = this.editor.get();
    const view = new LiveView();
    this.result.showLive(view.node);
    const { kind, name, tracked } = this.procedure;
    let lastId = from;
    const entry = record({ name, kind, input, sent: request(this.api, this.procedure, input, settings(), from) });
    const began = performance.now();
    /** @type {Outcome} */
    let outcome = { status: 0, headers: [], headMs: 0, ms: 0, bytes: 0 };
    let isLost = true;
    while (isLost && !running.signal.aborted) {
      isLost = false;
      const sent = request(this.api, this.procedure, input, settings(), lastId);
      await (kind === "subscription" ? follow : followLines)(sent, running.signal, {
        connected: ({ status, headers, ms }) => {
          outcome = { ...outcome, status, headers, headMs: ms };
          this.result.showHeaders(headers);
          view.state("live");
        },
        item: (item, id, bytes) => {
          lastId = id ?? lastId;
          outcome.bytes = bytes;
          view.add(item, id);
        },
        ended: ({ failure, lost }) => {
          isLost = lost === true && !running.signal.aborted;
          if (failure && !isLost) outcome = { ...outcome, failure };
        },
      });
      if (isLost) {
        view.state("waiting");
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
    outcome.ms = performance.now() - began;
    settle(entry, outcome, view.count);
    this.#end(view, outcome, running.signal.aborted, tracked === true ? lastId : undefined);
  }

  /** @param {LiveView} view @param {Outcome} outcome @param {boolean} isStopped @param {string | undefined} lastId */
  #end(view, { failure }, isStopped, lastId) {
    view.state(failure ? "failed" : isStopped ? "stopped" : "ended");
    if (failure) view.foot.append(failureView(this.api, this.procedure, failure));
    this.editor.wrong(failure?.data.error?.fields ?? {});
    if (lastId === undefined) return;
    const resume = el("button", { type: "button", class: "small-button" }, `Go on after id ${lastId}`);
    resume.addEventListener("click", () => this.call(lastId));
    view.head.insertBefore(resume, view.head.lastElementChild);
  }
}
