// @ts-check
/** @import { Library, View } from "./library.js" */

import { drawKeys, FIND } from "../reader/keys.js";
import { lookRows } from "../reader/look.js";
import { make } from "../reader/nodes.js";
import { LENGTHS } from "../reader/summary.js";
import { api } from "../shared/api.js";
import { drawPart, drawTop, leaveByEscape } from "./parts.js";

/** The reader's keys, as its own list has them. @type {import("../reader/keys.js").Shown[]} */
const KEYS = [
  { shown: ["J"], says: "keyNext" },
  { shown: ["K"], says: "keyPrevious" },
  { shown: ["S"], says: "save" },
  { shown: ["H"], says: "keyMark" },
  { shown: ["L"], says: "libraryTitle" },
  { shown: ["T"], says: "keyTheme" },
  { shown: ["+"], says: "sizeLarger" },
  { shown: ["−"], says: "sizeSmaller" },
  { shown: ["P"], says: "keyListen" },
  FIND,
  { shown: ["?"], says: "keyHelp" },
  { shown: ["Esc"], says: "keyClose" },
];

/** What is kept of an article, as PRIVACY.md has it. */
const KEPT = [
  "settingsSavedHead",
  "settingsSavedText",
  "settingsSavedFigures",
  "settingsSavedAddresses",
  "settingsSavedOwn",
];

/**
 * How things are liked, and what there is to know of them. It is the page of options that browsers offer, too.
 *
 * @param {Library} library
 * @returns {View}
 */
export function settingsView({ words, dress, announce }) {
  const heading = make("h1", { tabindex: -1 }, words("settingsTitle"));
  const fault = make("p", { class: "data-fault", hidden: true }, words("settingsNotKept"));
  const shortcut = make("p");
  const rows = lookRows({
    ...{ words, announce, settings: dress.settings() },
    chose: async (change) => {
      fault.hidden = await dress.choose(change);
      if (!fault.hidden) announce(words("settingsNotKept"));
    },
  });
  dress.onChange(rows.show);
  const lead = api.extension.inIncognitoContext ? words("settingsPrivate") : words("settingsLookLead");
  const howToSet = api.runtime.getURL("").startsWith("moz-")
    ? words("settingsShortcutFirefox")
    : words("settingsShortcutChromium");
  const node = make(
    "div",
    { class: "page settings" },
    drawTop(words, heading),
    make(
      "main",
      {},
      drawPart(
        words,
        "look",
        make("p", { class: "data-lead" }, lead),
        make(
          "div",
          { class: "settings-rows" },
          ...rows.draw(),
          rows.drawLength({ title: "summaryLength", usual: "standard", choices: LENGTHS }),
        ),
        fault,
        make(
          "figure",
          { class: "settings-sample" },
          make("figcaption", {}, words("settingsSample")),
          make("p", {}, words("settingsSampleText")),
        ),
      ),
      drawPart(
        words,
        "settingsKeys",
        make("p", { class: "data-lead" }, words("settingsKeysLead")),
        drawKeys(KEYS, words),
        // Phones have no keys to set.
        ...(api.commands ? [make("h3", {}, words("settingsShortcut")), shortcut, make("p", {}, howToSet)] : []),
      ),
      drawPart(
        words,
        "settingsSaved",
        make("p", { class: "data-lead" }, words("settingsSavedLead")),
        make("ul", {}, ...KEPT.map((key) => make("li", {}, words(key)))),
        make("p", {}, words("settingsSavedWhere")),
      ),
      drawPart(
        words,
        "settingsFiles",
        make("p", { class: "data-lead" }, words("settingsFilesLead")),
        make("a", { href: "#data", class: "list-door" }, words("dataTitle")),
      ),
      drawPart(words, "settingsPrivacy", make("p", {}, words("settingsPrivacyText"))),
      drawPart(
        words,
        "settingsAbout",
        make(
          "dl",
          { class: "data-meter" },
          make("div", {}, make("dt", {}, words("settingsVersion")), make("dd", {}, api.runtime.getManifest().version)),
        ),
      ),
    ),
  );

  leaveByEscape(node);

  /** It is set in the browser, maybe a moment ago. */
  async function showShortcut() {
    const commands = (await api.commands?.getAll()) ?? [];
    const key = commands.find(({ name }) => name === "_execute_action")?.shortcut;
    shortcut.textContent = key ? words("settingsShortcutNow", key) : words("settingsShortcutNone");
  }

  return {
    node,
    show() {
      document.title = `${words("settingsTitle")} · Saring`;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
      showShortcut();
    },
    hide() {},
  };
}
