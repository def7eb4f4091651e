// @ts-check
/** @import { Settings, Translate } from "../types" */

import { button, icon, make } from "./nodes.js";
import { panelControl, panelRow } from "./panel.js";
import { onPress } from "./press.js";

/**
 * How the reader looks: what its user has chosen, as attributes that the style sheet knows, and the panel that changes it.
 * Only fonts of the system are offered: the page could see any that we would add.
 */

/** @typedef {"theme" | "font" | "leading" | "measure" | "align"} Named */

/**
 * What may be chosen of one setting, with its words, and what it usually is.
 *
 * @template {keyof Settings} Name
 * @typedef {{title: string, usual: Settings[Name], choices: [Settings[Name], string][]}} Choice
 */

/** The sizes of the text that the style sheet knows, in percent. */
export const SIZES = [80, 90, 100, 110, 125, 150, 175, 200];

/** @type {{[Name in Named]: Choice<Name>}} */
const CHOICES = {
  theme: {
    title: "lookTheme",
    usual: "system",
    choices: [
      ["system", "themeSystem"],
      ["light", "themeLight"],
      ["sepia", "themeSepia"],
      ["dark", "themeDark"],
      ["black", "themeBlack"],
      ["contrast", "themeContrast"],
    ],
  },
  font: {
    title: "lookFont",
    usual: "serif",
    choices: [
      ["serif", "fontSerif"],
      ["sans", "fontSans"],
      ["mono", "fontMono"],
    ],
  },
  leading: {
    title: "lookLeading",
    usual: "normal",
    choices: [
      ["tight", "leadingTight"],
      ["normal", "leadingNormal"],
      ["loose", "leadingLoose"],
    ],
  },
  measure: {
    title: "lookMeasure",
    usual: "normal",
    choices: [
      ["narrow", "measureNarrow"],
      ["normal", "measureNormal"],
      ["wide", "measureWide"],
    ],
  },
  align: {
    title: "lookAlign",
    usual: "start",
    choices: [
      ["start", "alignStart"],
      ["justify", "alignJustify"],
    ],
  },
};

/** What may be shown or not, and its words. @type {["pictures" | "facts", string][]} */
const PARTS = [
  ["pictures", "lookPictures"],
  ["facts", "facts"],
];

/**
 * Puts what was chosen on an element, of which the style sheet's rules are.
 *
 * @param {HTMLElement} element
 * @param {Partial<Settings>} settings
 */
export function dressAs(element, settings) {
  for (const [name, { usual }] of Object.entries(CHOICES)) {
    const value = settings[/** @type {Named} */ (name)] ?? usual;
    if (value === usual) delete element.dataset[name];
    else element.dataset[name] = value;
  }
  const size = nearest(settings.size ?? 100);
  if (size === 100) delete element.dataset.size;
  else element.dataset.size = String(size);
  for (const [name] of PARTS) {
    if (settings[name] === false) element.dataset[name] = "off";
    else delete element.dataset[name];
  }
}

/** @param {number} size */
function nearest(size) {
  return SIZES.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best), 100);
}

/**
 * The choices as rows, wherever they are drawn.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {Partial<Settings>} options.settings
 * @param {(change: Partial<Settings>, settings: Partial<Settings>) => void} options.chose Is told what all is after it, too.
 */
export function lookRows({ words, announce, settings, chose }) {
  let now = settings;
  /** @type {(() => void)[]} */
  const marks = [];
  const mark = () => {
    for (const one of marks) one();
  };

  /** @param {Partial<Settings>} change */
  const choose = (change) => {
    now = { ...now, ...change };
    chose(change, now);
    mark();
  };

  /** One of several. @param {string} label @param {() => boolean} isChosen @param {() => void} press */
  const segment = (label, isChosen, press) => {
    const one = button(label, { class: "segment" });
    marks.push(() => one.setAttribute("aria-pressed", String(isChosen())));
    onPress(one, press);
    return one;
  };

  /**
   * @template {Named | "length"} Name
   * @param {Name} name
   * @param {Choice<Name>} choice
   */
  const choiceRow = (name, { title, usual, choices }) =>
    panelRow(
      words(title),
      ...choices.map(([value, label]) =>
        segment(
          words(label),
          () => (now[name] ?? usual) === value,
          () => choose({ [name]: value }),
        ),
      ),
    );

  /** @param {1 | -1} way */
  const resize = (way) => {
    const at = SIZES.indexOf(nearest(now.size ?? 100)) + way;
    const size = SIZES[at];
    if (size === undefined) return;
    choose({ size });
    announce(words("sizeNow", size));
  };
  const draw = () => {
    const smaller = button("−", { class: "segment", "aria-label": words("sizeSmaller") });
    const larger = button("+", { class: "segment", "aria-label": words("sizeLarger") });
    const size = make("span", { class: "look-size", "aria-hidden": "true" });
    onPress(smaller, () => resize(-1));
    onPress(larger, () => resize(1));
    marks.push(() => {
      const at = nearest(now.size ?? 100);
      size.textContent = `${at}%`;
      smaller.setAttribute("aria-disabled", String(at === SIZES[0]));
      larger.setAttribute("aria-disabled", String(at === SIZES.at(-1)));
    });

    const rows = [
      choiceRow("theme", CHOICES.theme),
      choiceRow("font", CHOICES.font),
      panelRow(words("lookSize"), smaller, size, larger),
      choiceRow("leading", CHOICES.leading),
      choiceRow("measure", CHOICES.measure),
      choiceRow("align", CHOICES.align),
      ...PARTS.map(([name, title]) =>
        panelRow(
          words(title),
          segment(
            words("partShown"),
            () => now[name] !== false,
            () => choose({ [name]: true }),
          ),
          segment(
            words("partHidden"),
            () => now[name] === false,
            () => choose({ [name]: false }),
          ),
        ),
      ),
    ];
    mark();
    return rows;
  };

  return {
    draw,
    resize,
    /** A row beside those of the look. @param {Choice<"length">} choice */
    drawLength(choice) {
      const drawn = choiceRow("length", choice);
      mark();
      return drawn;
    },
    /** It was changed elsewhere. @param {Partial<Settings>} settings */
    show(settings) {
      now = settings;
      mark();
    },
    /** The theme that comes next. */
    nextTheme() {
      const { choices } = CHOICES.theme;
      const at = choices.findIndex(([value]) => value === (now.theme ?? "system"));
      const [theme, label] = choices[(at + 1) % choices.length] ?? ["system", "themeSystem"];
      choose({ theme });
      announce(words(label));
    },
  };
}

/**
 * The button of the bar and the panel that it opens. A press changes the look at once and is kept.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {Partial<Settings>} options.settings
 * @param {(settings: Partial<Settings>) => void} options.dress Makes it look so.
 * @param {(change: Partial<Settings>) => void} options.keep
 * @param {(panel: HTMLElement) => void} options.opened
 */
export function lookControl({ words, announce, settings, dress, keep, opened }) {
  const chose = (/** @type {Partial<Settings>} */ change, /** @type {Partial<Settings>} */ now) => {
    dress(now);
    keep(change);
  };
  const { draw, resize, nextTheme, show } = lookRows({ words, announce, settings, chose });
  const open = button(words("look"), { class: "plain compact", title: words("lookTitle") }, icon("look"));
  const { panel, close } = panelControl(open, { label: words("look"), draw, opened });
  return { open, panel, close, resize, nextTheme, show };
}
