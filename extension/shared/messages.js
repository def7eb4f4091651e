// @ts-check
/** @import { Line, LineAnswers, Reply, Request } from "../types" */

import { api } from "./api.js";
import { Refusal } from "./refusal.js";

/**
 * The request of one kind.
 *
 * @template {Request["kind"]} K
 * @typedef {Extract<Request, {kind: K}>} Of
 */

/**
 * Answers by kind. `from` says who may ask: `page` is our script in a tab, `library` our own library page.
 *
 * @typedef {{[K in Request["kind"]]: {
 *   from: "page" | "library",
 *   answer: (request: Of<K>, sender: chrome.runtime.MessageSender) => unknown,
 * }}} Answers
 */

/**
 * Sends `request` to the background. Never throws: when the extension was updated or removed under an open page, the
 * code is `stale`.
 *
 * @param {Request} request
 * @returns {Promise<Reply<any>>}
 */
export async function ask(request) {
  // An orphaned script has no id any more, and then even asking throws.
  if (!api?.runtime?.id) return { ok: false, code: "stale" };
  try {
    return (await api.runtime.sendMessage(request)) ?? { ok: false, code: "no-answer" };
  } catch (error) {
    return { ok: false, code: /context invalidated/i.test(String(error)) ? "stale" : "no-answer" };
  }
}

/**
 * Opens a line to the part of the extension that answers on lines of that name, for one talk: it ends with either side.
 *
 * @param {string} name
 * @returns {Line}
 */
export function openLine(name) {
  return lineOver(api.runtime.connect({ name }));
}

/**
 * @param {chrome.runtime.Port} port
 * @returns {Line}
 */
function lineOver(port) {
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Refusal) => void}>} */
  const waiting = new Map();
  let asked = 0;
  let ended = false;
  const end = () => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new Refusal("no-answer"));
    waiting.clear();
  };
  port.onDisconnect.addListener(() => {
    end();
    return api.runtime.lastError; // read, or the browser complains of it
  });
  port.onMessage.addListener(({ id, ok, value, code }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (ok) one?.resolve(value);
    else one?.reject(new Refusal(String(code)));
  });
  return {
    ask(request) {
      if (ended) return Promise.reject(new Refusal("no-answer"));
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        try {
          port.postMessage({ id, request });
        } catch (error) {
          waiting.delete(id);
          // Browsers carry no message of more than 64 MB.
          reject(new Refusal(/size|too large|length/i.test(String(error)) ? "page-too-large" : "no-answer"));
        }
      });
    },
    end() {
      end();
      port.disconnect();
    },
  };
}

/**
 * Answers on lines of one name. Each caller gets answers of its own, which `open` makes; `changed` is told how many lines
 * are open.
 *
 * @param {string} name
 * @param {"page" | "library"} from Who may call.
 * @param {(sender: chrome.runtime.MessageSender) => LineAnswers} open
 * @param {(lines: number) => void} [changed]
 */
export function answerLines(name, from, open, changed) {
  let lines = 0;
  api.runtime.onConnect.addListener((port) => {
    if (port.name !== name) return;
    const { sender } = port;
    if (!sender || sender.id !== api.runtime.id || origin(sender) !== from) return port.disconnect();
    const { answers, ended } = open(sender);
    lines += 1;
    changed?.(lines);
    port.onDisconnect.addListener(() => {
      lines -= 1;
      changed?.(lines);
      ended();
    });
    port.onMessage.addListener(({ id, request }) => {
      const answer = request && Object.hasOwn(answers, request.kind) ? answers[request.kind] : null;
      Promise.resolve()
        .then(() => {
          if (!answer) throw new Refusal("bad-request");
          return answer(/** @type {never} */ (request));
        })
        .then(
          (value) => ({ id, ok: true, value }),
          (error) => ({ id, ok: false, code: codeOf(error) }),
        )
        .then((reply) => {
          try {
            port.postMessage(reply);
          } catch {
            // The caller is gone.
          }
        });
    });
  });
}

/**
 * The code of a refusal of ours or of the core; anything else is a bug.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  const code = /** @type {{code?: unknown} | null} */ (error)?.code;
  return typeof code === "string" ? code : "bug";
}

/**
 * Answers requests of known kinds from where they may come, and nothing else.
 *
 * @param {Answers} answers
 */
export function answerWith(answers) {
  api.runtime.onMessage.addListener((request, sender, reply) => {
    if (sender.id !== api.runtime.id || !request || !Object.hasOwn(answers, request.kind)) return;
    const { from, answer } = answers[/** @type {Request["kind"]} */ (request.kind)];
    if (from !== origin(sender)) return;
    Promise.resolve()
      .then(() => answer(/** @type {never} */ (request), sender))
      .then(
        (value) => reply({ ok: true, value }),
        (error) => reply({ ok: false, code: error instanceof Refusal ? error.code : "bug" }),
      );
    return true; // The reply comes later.
  });
}

/** @param {chrome.runtime.MessageSender} sender */
function origin(sender) {
  if (sender.url?.startsWith(api.runtime.getURL("library/"))) return "library";
  if (sender.tab && sender.frameId === 0 && /^(https?|file):/.test(sender.url ?? "")) return "page";
  return null;
}
