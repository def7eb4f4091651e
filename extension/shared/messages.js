// @ts-check
/** @import { Reply, Request } from "../types" */

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
