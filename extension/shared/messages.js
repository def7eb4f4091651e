// @ts-check
/** @import { LineRequest, Reply, Request } from "../types" */

import { api } from "./api.js";
import { Refusal } from "./refusal.js";

/** How long an answer may take, in milliseconds: whoever waits must not wait for ever. */
const PATIENCE = 10_000;

/**
 * The request of one kind.
 *
 * @template {Request["kind"]} K
 * @typedef {Extract<Request, {kind: K}>} Of
 */

/**
 * Who asks: `page` is our script in a tab, `library` our own library page, `tab` our page that shows an article which its
 * own page does not let be shown.
 *
 * @typedef {"page" | "library" | "tab"} From
 *
 * An open line; what is asked on it rejects with a `Refusal`. `hear` is told what is said before the answer.
 *
 * @typedef {{ask: (request: LineRequest, hear?: (said: any) => void) => Promise<any>, end: () => void}} Line
 *
 * What one caller is answered by kind, and what is done when it has gone.
 *
 * @typedef {object} LineAnswers
 * @property {Record<string, (request: any, say: (said: unknown) => void) => unknown>} answers
 * @property {() => void} ended
 *
 * Answers by kind, each with those who may ask.
 *
 * @typedef {{[K in Request["kind"]]: {
 *   from: From[],
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
  /** @type {Reply<any>} */
  const none = { ok: false, code: "no-answer" };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE, none);
  });
  try {
    return (await Promise.race([api.runtime.sendMessage(request), late])) ?? none;
  } catch (error) {
    return { ok: false, code: /context invalidated/i.test(String(error)) ? "stale" : "no-answer" };
  } finally {
    clearTimeout(timer);
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
 * The same to our script in a tab.
 *
 * @param {number} tab
 * @param {string} name
 * @returns {Line}
 */
export function openLineTo(tab, name) {
  return lineOver(api.tabs.connect(tab, { name, frameId: 0 }));
}

/**
 * @param {chrome.runtime.Port} port
 * @returns {Line}
 */
function lineOver(port) {
  /**
   * @type {Map<number, {
   *   resolve: (value: any) => void,
   *   reject: (error: Refusal) => void,
   *   hear?: (said: any) => void,
   * }>}
   */
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
  port.onMessage.addListener(({ id, said, ok, value, code }) => {
    const one = waiting.get(id);
    if (said !== undefined) return one?.hear?.(said);
    waiting.delete(id);
    if (ok) one?.resolve(value);
    else one?.reject(new Refusal(String(code)));
  });
  return {
    ask(request, hear) {
      if (ended) return Promise.reject(new Refusal("no-answer"));
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, hear });
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
 * @param {From} from Who may call.
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
      const answer = isOf(request, answers) ? answers[request.kind] : null;
      const post = (/** @type {object} */ message) => {
        try {
          port.postMessage({ id, ...message });
        } catch {
          // The caller is gone.
        }
      };
      Promise.resolve()
        .then(() => {
          if (!answer) throw new Refusal("bad-request");
          return answer(request, (said) => post({ said }));
        })
        .then(
          (value) => post({ ok: true, value }),
          (error) => post({ ok: false, code: codeOf(error) }),
        );
    });
  });
}

/**
 * Whether `request` is of a kind that is answered. A list of one text would pass for that text as a key.
 *
 * @param {any} request
 * @param {object} answers
 */
function isOf(request, answers) {
  return typeof request?.kind === "string" && Object.hasOwn(answers, request.kind);
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
    if (sender.id !== api.runtime.id || !isOf(request, answers)) return;
    const { from, answer } = answers[/** @type {Request["kind"]} */ (request.kind)];
    if (!from.some((one) => one === origin(sender))) return;
    Promise.resolve()
      .then(() => answer(/** @type {never} */ (request), sender))
      .then(
        (value) => reply({ ok: true, value }),
        (error) => reply({ ok: false, code: error instanceof Refusal ? error.code : "bug" }),
      );
    return true; // The reply comes later.
  });
}

/**
 * @param {chrome.runtime.MessageSender} sender
 * @returns {From | null}
 */
export function origin(sender) {
  // Only whole tabs of ours ask: nothing of ours stands in a frame, and no frame of a page is read.
  if (sender.frameId !== undefined && sender.frameId !== 0) return null;
  const url = URL.parse(sender.url ?? "");
  if (!url) return null;
  if (url.href.startsWith(api.runtime.getURL("library/"))) return "library";
  if (url.href.startsWith(api.runtime.getURL("tab/"))) return "tab";
  return sender.tab && ["http:", "https:", "file:"].includes(url.protocol) ? "page" : null;
}
