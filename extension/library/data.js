// @ts-check
/** @import { Row } from "../types" */
/** @import { Library, View } from "./library.js" */
/** @import { Form } from "./outgoing.js" */

import { button, make } from "../reader/nodes.js";
import { api } from "../shared/api.js";
import { localDay, shortDate } from "../shared/dates.js";
import { ask } from "../shared/messages.js";
import { Refusal } from "../shared/refusal.js";
import { newestFirst } from "../shared/store.js";
import { lookThrough, takeIn } from "./incoming.js";
import { fileOf } from "./outgoing.js";
import { drawPart, drawTop, leaveByEscape } from "./parts.js";
import { spaceOf } from "./space.js";

/** What is said of each refusal; of the rest, that the work was cut off. @type {Record<string, string>} */
const EXPORT_FAULTS = { stopped: "exportStopped", "too-many": "exportTooMany" };
/** @type {Record<string, string>} */
const IMPORT_FAULTS = {
  "import-broken": "importBroken",
  "import-changed": "importChanged",
  "import-cut": "importCut",
  "import-empty": "importEmpty",
  "import-foreign": "importForeign",
  "import-newer": "importNewer",
  "import-no-text": "importNoText",
  "import-not-undone": "importNotUndone",
  "import-running": "importRunning",
  "import-too-large": "importTooLarge",
  "import-unreadable": "importUnreadable",
  "storage-failed": "importStorage",
  "storage-full": "importFull",
  stopped: "importStopped",
};

/**
 * What the library holds, and how it comes out of the browser and back into it.
 *
 * @param {Library} library
 * @returns {View}
 */
export function dataView({ words, store, catalogue, announce }) {
  const lang = words("lang");
  const heading = make("h1", { tabindex: -1 }, words("dataTitle"));
  const meter = { count: make("dd"), size: make("dd"), space: make("dd"), last: make("dd") };
  const outgoing = make("div", { class: "data-work", role: "group", "aria-label": words("dataExport"), hidden: true });
  const incoming = make("div", { class: "data-work", role: "group", "aria-label": words("dataImport"), hidden: true });
  /** @type {Record<Form, HTMLButtonElement>} */
  const exports = {
    json: button(words("dataBackup"), { class: "primary" }),
    markdown: button(words("dataMarkdown"), { class: "plain" }),
    records: button(words("dataRecords"), { class: "plain" }),
    facts: button(words("dataFacts"), { class: "plain" }),
  };
  const printing = button(words("dataPrint"), { class: "plain" });
  const picker = make("input", { type: "file", class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const choose = button(words("dataChoose"), { class: "data-choose" });
  const controls = [...Object.values(exports), printing, choose];
  const node = make(
    "div",
    { class: "page data" },
    drawTop(words, heading),
    make(
      "main",
      {},
      drawPart(
        words,
        "dataMeter",
        make("dl", { class: "data-meter" }, ...Object.entries(meter).map(([name, value]) => line(name, value))),
      ),
      drawPart(
        words,
        "dataExport",
        make("p", { class: "data-lead" }, words("dataExportLead")),
        make("div", { class: "data-acts" }, exports.json),
        make("h3", {}, words("dataOther")),
        make("div", { class: "data-acts data-quiet" }, exports.markdown, exports.records, exports.facts, printing),
        outgoing,
      ),
      drawPart(
        words,
        "dataImport",
        make("p", { class: "data-lead" }, words("dataImportLead")),
        make("div", { class: "data-acts" }, choose, picker),
        incoming,
      ),
    ),
  );

  /** The file that was made last, until another is made. @type {string | null} */
  let made = null;
  let busy = false;
  let shown = false;

  for (const [form, control] of Object.entries(exports)) {
    control.addEventListener("click", () => work(outgoing, (going) => send(/** @type {Form} */ (form), going)));
  }
  leaveByEscape(node, () => !busy);
  printing.addEventListener("click", printList);
  choose.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    if (file) work(incoming, (coming) => take(file, coming));
  });
  catalogue.onChange(() => shown && !busy && measure());
  addEventListener("beforeunload", (event) => {
    // An import that loses its page is taken back.
    if (busy && !incoming.hidden) event.preventDefault();
  });

  /** @param {string} name @param {HTMLElement} value */
  function line(name, value) {
    return make("div", {}, make("dt", {}, words(`data${name[0]?.toUpperCase()}${name.slice(1)}`)), value);
  }

  /** @param {number} value */
  function number(value) {
    return value.toLocaleString(lang);
  }

  /** @param {number} bytes */
  function bytesInWords(bytes) {
    const units = ["kB", "MB", "GB", "TB"];
    let value = bytes / 1000;
    while (value >= 999.5 && units.length > 1) {
      value /= 1000;
      units.shift();
    }
    return `${value.toLocaleString(lang, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[0]}`;
  }

  /** Fills in what the library holds. */
  async function measure() {
    meter.count.textContent = catalogue.isComplete() ? number(catalogue.rows().length) : words("dataCounting");
    const backup = await store.backup().catch(() => null);
    const day = backup?.exported && shortDate(localDay(new Date(backup.exported)), lang);
    meter.last.textContent = [
      day ? words("dataLastOn", day, number(backup.records)) : words(backup ? "dataNever" : "dataUnknown"),
      day && backup.saves > 0 && words("dataSince", number(backup.saves)),
    ]
      .filter(Boolean)
      .join("; ");
    if (!meter.size.textContent) meter.size.textContent = words("dataCounting");
    const { used, quota, free } = await spaceOf(api, store);
    meter.size.textContent = used === null ? words("dataUnknown") : bytesInWords(used);
    meter.space.replaceChildren(
      ...(quota !== null && used !== null
        ? [
            words("dataQuota", bytesInWords(used), bytesInWords(quota)),
            make("meter", { min: 0, max: quota, value: used, high: quota * 0.9, "aria-hidden": "true" }),
          ]
        : [free === null ? words("dataUnknown") : words("dataFree", bytesInWords(free))]),
    );
  }

  /**
   * Does one thing at a time, and shows how far it is and how to stop it.
   *
   * @param {HTMLElement} place
   * @param {(going: {say: (text: string, part: number) => void, signal: AbortSignal}) => Promise<(Node | string)[]>} job
   */
  async function work(place, job) {
    if (busy) return;
    busy = true;
    for (const one of controls) one.disabled = true;
    const stopping = new AbortController();
    const bar = make("progress", { max: 1, value: 0, "aria-label": words("dataTitle") });
    const text = make("p", { class: "data-now" });
    const stop = button(words("dataStop"), { class: "plain" });
    stop.addEventListener("click", () => {
      stop.disabled = true;
      stopping.abort();
      if (place === incoming) text.textContent = words("dataUndoing");
    });
    outgoing.hidden = place !== outgoing;
    incoming.hidden = place !== incoming;
    place.replaceChildren(text, make("div", { class: "data-bar" }, bar, stop));
    stop.focus();
    let painted = 0;
    const say = (/** @type {string} */ said, /** @type {number} */ part) => {
      // Some words a second are read; more only cost time.
      const now = performance.now();
      if (stopping.signal.aborted || (now - painted < 80 && part < 1)) return;
      painted = now;
      text.textContent = said;
      bar.value = part;
    };
    const result = await job({ say, signal: stopping.signal });
    busy = false;
    for (const one of controls) one.disabled = false;
    const answer = make("div", { class: "data-answer", tabindex: -1 }, ...result);
    place.replaceChildren(answer);
    // A file goes to the downloads at once, and can be had again from here.
    answer.querySelector(/** @type {"a"} */ ("a[download]"))?.click();
    announce(answer.textContent ?? "");
    // The focus was on what is gone now; whoever is elsewhere by now stays there.
    if (!node.hidden && (document.activeElement === document.body || !document.activeElement)) answer.focus();
    if (shown) measure();
  }

  /**
   * @param {Form} form
   * @param {{say: (text: string, part: number) => void, signal: AbortSignal}} going
   */
  async function send(form, { say, signal }) {
    if (made) URL.revokeObjectURL(made);
    made = null;
    const all = Math.max(catalogue.rows().length, 1);
    try {
      const progress = (/** @type {number} */ done) =>
        say(words("dataExporting", number(done), number(Math.max(done, all))), done / Math.max(done, all));
      const now = new Date().toISOString();
      const { blob, name, records } = await fileOf(store, form, { words, now, progress, signal });
      made = URL.createObjectURL(blob);
      const file = make(
        "a",
        { href: made, download: name, class: "data-file" },
        words("dataFile", name, bytesInWords(blob.size)),
      );
      if (form === "json") await ask({ kind: "exported", records });
      return [make("p", {}, words("dataReady", number(records))), file];
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "";
      return [
        make("p", { class: code === "stopped" ? "" : "data-fault" }, words(EXPORT_FAULTS[code] ?? "exportFailed")),
      ];
    }
  }

  /**
   * @param {File} file
   * @param {{say: (text: string, part: number) => void, signal: AbortSignal}} coming
   */
  async function take(file, { say, signal }) {
    picker.value = "";
    try {
      const found = await lookThrough(file, {
        signal,
        progress: (done, all) => say(words("dataChecking", Math.floor((100 * done) / all)), done / all / 4),
      });
      const { added, merged, skipped, refused, named } = await takeIn(file, found, {
        signal,
        progress: (done, all) => say(words("dataTaking", number(done), number(all)), 0.25 + (0.75 * done) / all),
      });
      const reasons = named.map(({ name, why }) => {
        const called = typeof name === "number" ? words("dataNumber", number(name)) : name;
        return make("li", {}, words("dataRefused", called, words(why)));
      });
      if (refused > named.length)
        reasons.push(make("li", {}, words("dataMoreRefused", number(refused - named.length))));
      const counts = [added, merged, skipped, refused].map(number);
      return [make("p", {}, words("dataTaken", ...counts)), ...(reasons.length ? [make("ul", {}, ...reasons)] : [])];
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "";
      // A background that was stopped takes the import back when it starts again: it is started, and waited for.
      if (code === "no-answer") await ask({ kind: "dismiss", what: "undone" });
      const fault = words(IMPORT_FAULTS[code] ?? "importLost");
      const said = code === "import-not-undone" ? fault : `${fault} ${words("dataUnchanged")}`;
      return [make("p", { class: code === "stopped" ? "" : "data-fault" }, said)];
    }
  }

  /** Prints the whole list, which the page itself never draws at once. */
  function printList() {
    const rows = catalogue.rows().sort(newestFirst);
    const cells = (/** @type {Row} */ { title, id, site, section: part, published, saved }) =>
      make(
        "tr",
        {},
        make("td", {}, title || id),
        make("td", {}, [site, part].filter(Boolean).join(" · ")),
        make("td", {}, shortDate(published?.slice(0, 10), lang) ?? ""),
        make("td", {}, shortDate(localDay(new Date(saved)), lang) ?? ""),
      );
    const today = shortDate(localDay(new Date()), lang) ?? "";
    const sheet = make(
      "div",
      { class: "data-print" },
      make("h1", {}, words("library")),
      make("p", {}, words("dataPrinted", number(rows.length), today)),
      make("table", {}, make("tbody", {}, ...rows.map(cells))),
    );
    document.body.append(sheet);
    document.documentElement.classList.add("data-printing");
    addEventListener(
      "afterprint",
      () => {
        document.documentElement.classList.remove("data-printing");
        sheet.remove();
      },
      { once: true },
    );
    print();
  }

  return {
    node,
    show() {
      shown = true;
      document.title = `${words("dataTitle")} · Saring`;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
      measure();
    },
    hide() {
      shown = false;
    },
  };
}
