import { errorView } from "../show/error-view.js";
import { StreamView } from "../show/stream-view.js";
import { finish, record } from "../history.js";
import { settings } from "../settings.js";
import { announce, el } from "../ui/dom.js";
import { followJsonl } from "./jsonl.js";
import { isStreamed, request } from "./request.js";
import { send } from "./send.js";
import { followSse } from "./sse.js";

/** @import { Api } from "../api.js" */
/** @import { Editor } from "../editor.js" */
/** @import { Result } from "../show/result.js" */
/** @import { CallResult, Procedure } from "../types" */

/** Delay before reconnecting a lost stream, in milliseconds. */
const RECONNECT_MS = 1_500;

/** Calls a procedure and shows its result. */
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
    this.isStream = procedure.kind === "subscription" || isStreamed(api, procedure);
  }

  stop() {
    this.#running?.abort();
  }

  /** Stops the previous call, then calls the procedure. @param {string} [lastEventId] Event id to resume after. */
  async call(lastEventId) {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.changed(true);
    this.editor.showErrors({});
    await (this.isStream ? this.#follow(running, lastEventId) : this.#callOnce(running));
    if (this.#running !== running) return;
    this.#running = undefined;
    this.changed(false);
  }

  /** @param {AbortController} running */
  async #callOnce(running) {
    const input = this.editor.get();
    const httpRequest = request(this.api, this.procedure, input, settings());
    const entry = record({ name: this.procedure.name, kind: this.procedure.kind, input, request: httpRequest });
    this.result.showBusy();
    const result = await send(httpRequest, running.signal);
    finish(entry, result);
    this.result.show(result);
    this.editor.showErrors(result.failure?.data.error?.fields ?? {});
    announce(result.failure ? `Failed: ${result.failure.message}` : "Succeeded");
  }

  /** @param {AbortController} running @param {string} [lastEventId] */
  async #follow(running, lastEventId) {
    const input = this.editor.get();
    const view = new StreamView();
    this.result.showStream(view.node);
    const { kind, name, tracked } = this.procedure;
    let lastId = lastEventId;
    const httpRequest = () => request(this.api, this.procedure, input, settings(), lastId);
    const entry = record({ name, kind, input, request: httpRequest() });
    const started = performance.now();
    /** @type {CallResult} */
    let result = { status: 0, headers: [], headersMs: 0, ms: 0, bytes: 0 };
    let isLost = true;
    while (isLost && !running.signal.aborted) {
      isLost = false;
      await (kind === "subscription" ? followSse : followJsonl)(httpRequest(), running.signal, {
        connected: ({ status, headers, ms }) => {
          result = { ...result, status, headers, headersMs: ms };
          this.result.showHeaders(headers);
          view.setState("open");
        },
        item: (item, id, bytes) => {
          lastId = id ?? lastId;
          result.bytes = bytes;
          view.add(item, id);
        },
        ended: ({ failure, lost }) => {
          isLost = lost === true && !running.signal.aborted;
          if (failure && !isLost) result = { ...result, failure };
        },
      });
      if (isLost) {
        view.setState("reconnecting");
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
    result.ms = performance.now() - started;
    finish(entry, result, view.count);
    this.#showEnd(view, result, running.signal.aborted, tracked === true ? lastId : undefined);
  }

  /** @param {StreamView} view @param {CallResult} result @param {boolean} isStopped @param {string | undefined} lastId */
  #showEnd(view, { failure }, isStopped, lastId) {
    view.setState(failure ? "error" : isStopped ? "stopped" : "ended");
    if (failure) view.foot.append(errorView(this.api, this.procedure, failure));
    this.editor.showErrors(failure?.data.error?.fields ?? {});
    if (lastId === undefined) return;
    const resume = el("button", { type: "button", class: "small-button" }, `Resume after id ${lastId}`);
    resume.addEventListener("click", () => this.call(lastId));
    view.head.insertBefore(resume, view.head.lastElementChild);
  }
}
