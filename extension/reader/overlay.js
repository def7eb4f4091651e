// @ts-check

import { watch } from "./watch.js";

/**
 * A modal dialog over the page, in a closed shadow root, that leaves no trace when it goes. The host is a plain
 * `div`: a custom name could be defined by the page, which would then be handed the root.
 */

/** What happens inside is nobody else's business: these end at the host. */
const OURS = [
  ...["click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "mousemove", "mouseover", "mouseout"],
  ...["pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "pointercancel", "gotpointercapture"],
  ...["lostpointercapture", "touchstart", "touchmove", "touchend", "touchcancel", "wheel"],
  ...[
    "keydown",
    "keypress",
    "keyup",
    "beforeinput",
    "input",
    "compositionstart",
    "compositionupdate",
    "compositionend",
  ],
  ...["copy", "cut", "paste", "selectstart", "dragstart", "drag", "dragover", "dragend", "drop", "focusin", "focusout"],
];

/**
 * What is modal makes all else inert, for which Firefox takes 4 s in a page of 100 000 elements that lie deep. Over a page with
 * more elements than this the reader is a popover: it covers the page all the same, and holds the focus itself.
 */
const HUGE = 50_000;

/** What the keys can go to. */
const STOPS = "a[href], button:not(:disabled), summary, input, select, textarea";

/**
 * @typedef {object} Overlay
 * @property {HTMLDialogElement} dialog
 * @property {(focus: HTMLElement) => void} open Shows it over the page, with the focus on `focus`.
 * @property {() => void} close Takes it away and gives the page back as it was.
 */

/**
 * @param {object} options
 * @param {string[]} options.css
 * @param {string} options.lang
 * @param {boolean} [options.openShadow] For tests only.
 * @param {boolean} [options.covers] Whether it hides the whole page.
 * @param {() => void} [options.closed]
 * @param {() => boolean} [options.served] Whether the extension that opened it still stands behind it.
 * @param {() => void} [options.lost] Called when the page does not let it be seen or used; it must be closed then.
 * @returns {Overlay}
 */
export function makeOverlay({ css, lang, openShadow = false, covers = false, closed, served = () => true, lost }) {
  takeAwayDead();
  const restore = remember();
  const enlarged = enlargement();
  const host = document.createElement("div");
  host.style.setProperty("all", "initial", "important"); // the one inline style we write
  const root = host.attachShadow({ mode: openShadow ? "open" : "closed" });
  dress(root, enlarged !== 1 ? [...css, `dialog { zoom: ${enlarged}; }`] : css);
  const dialog = document.createElement("dialog");
  dialog.lang = lang;
  dialog.dir = "ltr"; // the page's direction would come in from outside
  root.append(dialog);

  for (const kind of OURS) host.addEventListener(kind, (event) => event.stopPropagation());

  let there = true;
  let unwatch = () => {};
  const unprint = covers ? printAlone(host) : () => {};
  const close = () => {
    if (!there) return;
    there = false;
    unwatch();
    unprint();
    host.remove();
    restore();
    closed?.();
  };
  dialog.addEventListener("cancel", (event) => {
    if (!event.isTrusted || event.target !== dialog) return;
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", () => {
    if (!dialog.open) close();
  });

  /** What was shown last lies in front, so it is shown once more. */
  const lift = () => {
    const [focused, scrolled] = [root.activeElement, dialog.scrollTop];
    dialog.close();
    dialog.showModal();
    dialog.scrollTop = scrolled;
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  dialog.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    close();
  });

  return {
    dialog,
    open(focus) {
      document.documentElement.append(host);
      if (covers && document.getElementsByTagName("*").length > HUGE) lieOver(root, dialog);
      else dialog.showModal();
      focus.focus({ preventScroll: true });
      if (lost) unwatch = watch({ host, root, dialog, home: focus, lift, served }, lost);
    },
    close,
  };
}

/**
 * Shows `dialog` in front of the page without making that inert. The keys go from its last stop to its first and back, as
 * in a modal dialog.
 *
 * @param {ShadowRoot} root
 * @param {HTMLDialogElement} dialog
 */
function lieOver(root, dialog) {
  const stops = () =>
    /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll(STOPS)]).filter((stop) => stop.checkVisibility());
  /** @param {() => HTMLElement | undefined} next */
  const edge = (next) => {
    const stop = document.createElement("span");
    stop.tabIndex = 0;
    stop.addEventListener("focus", () => next()?.focus());
    return stop;
  };
  const front = document.createElement("div");
  front.className = "saring-front";
  front.popover = "manual";
  front.append(dialog);
  root.append(front);
  front.showPopover();
  dialog.ariaModal = "true";
  // A dialog that opens gives the focus to its first stop: these come later, or it would open at its end.
  dialog.show();
  dialog.prepend(edge(() => stops().at(-1)));
  dialog.append(edge(() => stops().at(0)));
}

/**
 * Sees to it that paper shows `host` and nothing of the page: what lies over a page on the screen would be printed among it.
 *
 * @param {HTMLElement} host
 * @returns {() => void} what ends that
 */
function printAlone(host) {
  /** @type {(() => void)[]} */
  let hidden = [];
  const restore = () => {
    for (const show of hidden) show();
    hidden = [];
  };
  const hide = () => {
    restore();
    for (const element of document.documentElement.children) {
      if (element === host || !(element instanceof HTMLElement)) continue;
      const { style } = element;
      const [display, priority] = [style.getPropertyValue("display"), style.getPropertyPriority("display")];
      const isPlain = !element.hasAttribute("style");
      hidden.push(() => {
        style.setProperty("display", display, priority);
        // Nothing of ours stays, not even an empty attribute.
        if (isPlain && !style.length) element.removeAttribute("style");
      });
      style.setProperty("display", "none", "important");
    }
  };
  addEventListener("beforeprint", hide);
  addEventListener("afterprint", restore);
  return () => {
    removeEventListener("beforeprint", hide);
    removeEventListener("afterprint", restore);
    restore();
  };
}

/**
 * Firefox ends our script in a page when the extension is updated, and what it drew stays: nothing in it works any more, so
 * it goes when there is something new to show. Only Firefox lets us look for it, and only there it is needed.
 */
function takeAwayDead() {
  for (const element of [...document.documentElement.children]) {
    const root = /** @type {{openOrClosedShadowRoot?: ShadowRoot | null}} */ (element).openOrClosedShadowRoot;
    if (root?.querySelector("dialog.saring")) element.remove();
  }
}

/**
 * How much larger we must draw to be of our true size. A phone shows a page that is wider than the screen smaller than
 * it is, and all that lies over it too: then the window is wider than the page's own first box. A page's own zoom counts
 * for all in it as well.
 */
function enlargement() {
  const zoom = document.documentElement.currentCSSZoom || 1;
  const ratio = innerWidth / (document.documentElement.clientWidth || innerWidth);
  const shrunk = ratio > 1.1 ? Math.min(4, Math.round(ratio * 100) / 100) : 1;
  return shrunk / zoom;
}

/**
 * Constructed sheets obey no policy of the page. Where a browser's content scripts can't adopt them, a style element
 * does, unless the page forbids it.
 *
 * @param {ShadowRoot} root
 * @param {string[]} css
 */
function dress(root, css) {
  try {
    root.adoptedStyleSheets = css.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  } catch {
    const style = document.createElement("style");
    style.textContent = css.join("\n");
    root.append(style);
  }
}

/**
 * Remembers where the page was: scroll, selection and focus. All reading comes before the first writing.
 *
 * @returns {() => void} what puts it back
 */
function remember() {
  const [left, top] = [scrollX, scrollY];
  const focused = document.activeElement;
  const selection = getSelection();
  const range = selection && selection.type === "Range" ? selection : null;
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = range ?? {};
  return () => {
    if (anchorNode?.isConnected && focusNode?.isConnected) {
      try {
        getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
      } catch {
        // The page changed the text meanwhile; nothing is selected then.
      }
    }
    if (focused instanceof HTMLElement || focused instanceof SVGElement) focused.focus({ preventScroll: true });
    if (scrollX !== left || scrollY !== top) scrollTo({ left, top, behavior: "instant" });
  };
}
