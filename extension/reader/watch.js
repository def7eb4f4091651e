// @ts-check

/**
 * Looks after what lies over a page: whether it is still there, in front, and hears what is done to it. A page can remove
 * it, cover it, take its focus or swallow its events, at once or only later.
 */

/**
 * How often to look, in milliseconds: often while the page's scripts may still react to us, then now and then. What costs
 * nothing to ask is always asked often.
 */
const OFTEN = 150;
const SELDOM = 1000;
const YOUNG = 5000;

/** How often a page's own window may come in front of us, and our focus may be taken, before we give way. */
const PATIENCE = 2;

/** What a person does that a page could swallow on its way to us, and what comes of it. */
const DEEDS = ["pointerdown", "pointerup", "mousedown", "touchstart", "keydown", "click", "wheel", "scroll"];

/** Begins on what is pressed (`reader.css`), and is heard inside the shadow root alone, where no page stands in between. */
const PRESSED = "saring-pressed";

/** How long after a press its own events may come, in milliseconds. */
const GRACE = 100;

/** What our controls live on. */
const PROBED = [
  () => new KeyboardEvent("keydown", { key: "Unidentified", bubbles: true, cancelable: true, composed: true }),
  () => new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }),
];

/**
 * @param {object} overlay
 * @param {HTMLElement} overlay.host
 * @param {ShadowRoot} overlay.root
 * @param {HTMLDialogElement} overlay.dialog
 * @param {HTMLElement} overlay.home What takes the focus where that was on something that is not shown any more.
 * @param {() => void} overlay.lift Puts it in front of everything else once more.
 * @param {() => boolean} overlay.served Whether the extension still stands behind it; otherwise it gives way to a new one.
 * @param {() => void} lost Called once, when the page does not let us be.
 * @returns {() => void} what ends the watch
 */
export function watch({ host, root, dialog, home, lift, served }, lost) {
  const ended = new AbortController();
  const { signal } = ended;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** When somebody last did something to us, as far as we heard: on a page that has just opened, 0 would be just now. */
  let heard = Number.NEGATIVE_INFINITY;
  /** What the browser knew of it when we last looked. */
  let known = sense();
  const opened = known.at;
  let lifts = 0;
  let losses = 0;
  /** What has the focus, or had it when it was last ours, and when that was. */
  let focused = /** @type {HTMLElement | null} */ (root.activeElement);
  let focusedAt = opened;

  /** Whether the browser knows of a person's deed in the last seconds, whoever heard of it. */
  function sense() {
    return { at: performance.now(), active: navigator.userActivation?.isActive === true };
  }

  const end = () => {
    clearTimeout(timer);
    observer.disconnect();
    ended.abort();
  };
  const lose = () => {
    if (signal.aborted) return;
    end();
    lost();
  };

  for (const deed of DEEDS) {
    const hear = (/** @type {Event} */ event) => {
      if (event.isTrusted) heard = performance.now();
    };
    dialog.addEventListener(deed, hear, { capture: true, passive: true, signal });
  }

  // It can go on before we look the next time.
  dialog.addEventListener(
    "focusin",
    ({ target }) => {
      if (target instanceof HTMLElement) focused = target;
    },
    { signal },
  );

  dialog.addEventListener(
    "animationstart",
    ({ animationName, timeStamp }) => {
      if (animationName !== PRESSED) return;
      setTimeout(() => {
        if (heard < timeStamp - GRACE * 5) lose();
      }, GRACE);
    },
    { signal },
  );

  const isThere = () => host.isConnected && dialog.matches(":modal, :popover-open > *");

  /** Whether what is seen at three places of it is really it. */
  const isInFront = () => {
    const box = dialog.getBoundingClientRect();
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
    const [width, height] = [Math.min(innerWidth, box.right) - left, Math.min(innerHeight, box.bottom) - top];
    if (width < 1 || height < 1) return false;
    const at = (/** @type {number} */ part) => document.elementFromPoint(left + width * part, top + height * part);
    return [0.1, 0.5, 0.9].every((part) => at(part) === host);
  };

  /**
   * Whether the focus is with us, or where a person has put it: another window has it for a while, and a click on plain
   * text leaves it nowhere. Nothing else outside of a modal dialog can have it, but a page can take it away.
   */
  const hasFocus = () => {
    if (document.activeElement === host && root.activeElement) {
      focused = /** @type {HTMLElement} */ (root.activeElement);
      focusedAt = performance.now();
      return true;
    }
    return heard > focusedAt - OFTEN || !document.hasFocus();
  };

  /** Whether somebody did something that the browser knows of and we do not: a page's script heard it before us. */
  const isDeaf = () => {
    const [now, before] = [sense(), known];
    known = now;
    return now.active && !before.active && heard < before.at - OFTEN;
  };

  /** Whether all is well, after what can be mended was mended. */
  const isWell = () => {
    if (!isThere()) return false;
    if (!isInFront()) {
      lifts += 1;
      if (lifts > PATIENCE || !served()) return false;
      lift();
      if (!isInFront()) return false;
    }
    // A bar that became narrow hides buttons, with the focus on them: no page is to blame for that.
    if (focused && !focused.checkVisibility()) {
      if (!root.activeElement || root.activeElement === focused) home.focus({ preventScroll: true });
      focused = home;
    }
    if (!hasFocus()) {
      losses += 1;
      if (losses > PATIENCE) return false;
      focused?.focus({ preventScroll: true });
      if (!hasFocus()) return false;
    }
    return true;
  };

  let looked = opened;
  const look = () => {
    const now = performance.now();
    const isDue = now - opened < YOUNG || now - looked > SELDOM;
    if (isDue) looked = now;
    if (!document.hidden && (isDeaf() || (isDue && !isWell()))) return lose();
    timer = setTimeout(look, OFTEN);
  };

  const observer = new MutationObserver(() => {
    if (!isThere() || (!served() && !isInFront())) lose();
  });
  observer.observe(document, { childList: true });
  if (host.parentNode) observer.observe(host.parentNode, { childList: true });

  // Whoever opened it must know of it first.
  queueMicrotask(() => {
    if (signal.aborted) return;
    if (!isWell() || !arrives(dialog, signal)) lose();
    else timer = setTimeout(look, OFTEN / 3);
  });
  return end;
}

/**
 * Whether what happens to `dialog` reaches it: a page's listener may stand before it on the way down. What is sent is no
 * deed of a person, and nothing in us acts on it; a page that looks at everything sees no more of us than it does anyway.
 *
 * @param {HTMLElement} dialog
 * @param {AbortSignal} signal
 */
function arrives(dialog, signal) {
  return PROBED.every((make) => {
    const probe = make();
    let arrived = false;
    const note = (/** @type {Event} */ event) => {
      if (event === probe) arrived = true;
    };
    dialog.addEventListener(probe.type, note, { signal });
    dialog.dispatchEvent(probe);
    dialog.removeEventListener(probe.type, note);
    return arrived && !probe.defaultPrevented;
  });
}
