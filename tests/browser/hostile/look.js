// @ts-check

/**
 * What can be seen of an article in a view: the reader's closed root, or a page of the extension. Everything that is
 * exported here runs inside that view, from its source alone, so no function may use anything outside itself.
 */

/**
 * All that a view of ours may consist of. Whatever else stands in it came from a page.
 *
 * @typedef {{tags: string[], attributes: string[], classes: string[], mine: {tags: string[], attributes: string[]}, frame: string[]}} Vocabulary
 */

/** @type {Vocabulary} */
export const VOCABULARY = {
  tags: [
    ...[
      "a",
      "article",
      "aside",
      "b",
      "blockquote",
      "button",
      "caption",
      "code",
      "del",
      "details",
      "dialog",
      "div",
      "em",
    ],
    ...["figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "img", "input", "label", "li"],
    ...["main", "mark", "ol", "p", "path", "pre", "section", "span", "strong", "sub", "summary", "sup", "svg", "table"],
    ...["tbody", "td", "th", "thead", "time", "tr", "ul"],
  ],
  attributes: [
    ...["alt", "aria-busy", "aria-controls", "aria-current", "aria-description", "aria-disabled", "aria-expanded"],
    ...[
      "aria-hidden",
      "aria-keyshortcuts",
      "aria-label",
      "aria-labelledby",
      "aria-describedby",
      "aria-live",
      "aria-pressed",
      "autocomplete",
    ],
    ...["class", "colspan", "d", "data-id", "data-length", "data-said", "data-state", "datetime", "decoding", "dir"],
    ...["disabled", "enterkeyhint", "height", "hidden", "href", "id", "lang", "loading", "open", "placeholder"],
    ...["referrerpolicy", "rel", "role", "rowspan", "scope", "spellcheck", "src", "tabindex", "target", "title"],
    ...["translate", "type", "viewBox", "width"],
  ],
  // What the reader and the library dress, and nothing that a page might call itself.
  classes: [],
  // What else those parts may hold in which nothing of the page's is drawn: where a person writes, and the bar's panels.
  mine: {
    tags: ["datalist", "dd", "dl", "dt", "kbd", "option", "textarea"],
    attributes: ["data-text", "for", "list", "maxlength", "rows"],
  },
  // What the dialog has, and what it stands in, over a very large page.
  frame: ["aria-modal", "popover"],
};

/**
 * @typedef {object} Look
 * @property {string} title
 * @property {string} names
 * @property {boolean[]} has which of the wanted words the article's text holds
 * @property {boolean[]} anywhere which of them stand anywhere in the view
 * @property {string[]} controls what no text may hold
 * @property {string[]} foreign elements, attributes and handlers that are none of ours
 * @property {string[]} links where they lead, resolved
 * @property {string[]} images what would be fetched, resolved
 * @property {string[]} styles
 * @property {string[]} named every id, name and class
 * @property {string[]} unseen why the text would not be seen
 * @property {boolean} article whether there is an article, and not a message only
 */

/**
 * @param {ParentNode} root
 * @param {{vocabulary: Vocabulary, wanted: string[]}} asked
 * @returns {Look}
 */
export function look(root, { vocabulary, wanted }) {
  const some = 8;
  /** @param {Element | null | undefined} element */
  const said = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const elements = [...root.querySelectorAll("*")];
  /** @param {string} address */
  const resolved = (address) => URL.parse(address, document.baseURI)?.href ?? `no address: ${address}`;
  /** @type {{foreign: string[], links: string[], images: string[], styles: string[], named: string[]}} */
  const { foreign, links, images, styles, named } = { foreign: [], links: [], images: [], styles: [], named: [] };
  // A page's form can answer for its own parts; that one is none of ours is enough to know.
  const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes")?.get;
  for (const element of elements) {
    const tag = String(element.localName);
    const isDrawing = element.namespaceURI === "http://www.w3.org/2000/svg";
    const isMine = Element.prototype.closest.call(element, ".mine, .panel") !== null;
    const tags = isMine ? [...vocabulary.tags, ...vocabulary.mine.tags] : vocabulary.tags;
    // What brings the reader in front of the page.
    const isFrame = element.parentNode === root || element.parentNode?.parentNode === root;
    const attributes = [
      ...vocabulary.attributes,
      ...(isMine ? vocabulary.mine.attributes : []),
      ...(isFrame ? vocabulary.frame : []),
    ];
    const isOurs = isDrawing
      ? Boolean(element.closest("svg.icon")) && ["svg", "path"].includes(tag)
      : element.namespaceURI === "http://www.w3.org/1999/xhtml" && tags.includes(tag);
    if (!isOurs) foreign.push(`<${tag}>`);
    if (tag === "style" || tag === "link") styles.push(`<${tag}>`);
    if (element.shadowRoot) foreign.push(`<${tag}> has a root of its own`);
    // What an animation makes of a drawing's link stands in no attribute.
    const animated = /** @type {any} */ (element).href?.animVal;
    if (animated) links.push(resolved(animated));
    for (const { name, value } of /** @type {Iterable<Attr>} */ (attributesOf?.call(element) ?? [])) {
      if (!attributes.includes(name)) foreign.push(`${tag}[${name}]`);
      if (name === "style") styles.push(`${tag}[style="${value}"]`);
      const leads = ["href", "xlink:href", "action", "formaction", "ping"].includes(name) && !value.startsWith("#");
      if (leads || /^\s*(javascript|vbscript|data):/i.test(value)) links.push(resolved(value));
      if (["src", "poster", "data", "background"].includes(name)) images.push(resolved(value));
      if (name === "srcset")
        for (const one of value.split(/,\s+/)) images.push(resolved(one.trim().split(/\s/)[0] ?? ""));
      if (name === "id" || name === "name") named.push(`${name}=${value}`);
    }
    for (const name of String(Element.prototype.getAttribute.call(element, "class") ?? "").split(/\s+/)) {
      if (name) named.push(`class=${name}`);
    }
  }
  const body = root.querySelector(".body");
  const names = [...root.querySelectorAll(".meta, .kicker")].map(said).join(" ");
  const text = [said(body), said(root.querySelector(".lead"))].join(" ");
  const title = said(root.querySelector("h1"));
  const whole = elements.length ? (root.textContent ?? "").replace(/\s+/g, " ") : "";
  const raw = [
    root.querySelector("h1"),
    body,
    ...root.querySelectorAll(".meta, .kicker, .summary, .key-figures, .tail"),
  ];
  const forbidden =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef]|[\u{e0000}-\u{e007f}]|[\p{Noncharacter_Code_Point}]/gu;
  const controls = raw.flatMap((part) => (part?.textContent ?? "").match(forbidden) ?? []);
  const unseen = [];
  const paragraph = body?.querySelector("p");
  if (paragraph) {
    const style = getComputedStyle(paragraph);
    const size = Number.parseFloat(style.fontSize);
    if (!(size >= 12 && size <= 40)) unseen.push(`text of ${style.fontSize}`);
    if (style.visibility !== "visible" || style.opacity !== "1") unseen.push(`${style.visibility}, ${style.opacity}`);
    if (/rgba\(.*, 0\)|transparent/.test(style.color)) unseen.push(`colour ${style.color}`);
    if (style.direction !== "ltr") unseen.push(`direction ${style.direction}`);
    const { width, height } = paragraph.getBoundingClientRect();
    if (width < 100 || height < 10) unseen.push(`a paragraph of ${width} × ${height}`);
  }
  return {
    title,
    names,
    has: wanted.map((words) => text.includes(words)),
    anywhere: wanted.map((words) => whole.includes(words)),
    controls: [...new Set(controls)].map((sign) => `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`),
    foreign: [...new Set(foreign)].slice(0, some),
    links: [...new Set(links)],
    images: [...new Set(images)],
    styles: [...new Set(styles)].slice(0, some),
    named: [...new Set(named)],
    unseen,
    article: Boolean(title && said(body)),
  };
}

/**
 * What sticks out of the window at the side. What scrolls in a place of its own may be as wide as it likes.
 *
 * @param {ParentNode} root
 * @returns {string[]}
 */
export function sticksOut(root) {
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    const { left, right, width } = element.getBoundingClientRect();
    if (!width || element.parentElement?.closest(".scroll, pre, svg, .unseen") || element.matches(".unseen")) continue;
    if (right > innerWidth + 1 || left < -1) found.push(`${element.localName}.${element.className}: ${left}–${right}`);
  }
  return found.slice(0, 5);
}

/**
 * Scrolls on by one view; the places that a pointer can visit there, and whether there is more below.
 *
 * @param {ParentNode} root
 * @param {{begin: boolean}} asked
 * @returns {{places: [number, number][], more: boolean}}
 */
export function scrolled(root, { begin }) {
  const scroller = root.querySelector("dialog") ?? document.scrollingElement;
  if (!scroller) return { places: [], more: false };
  scroller.scrollTop = begin ? 0 : scroller.scrollTop + innerHeight * 0.9;
  /** @type {Map<string, [number, number]>} */
  const places = new Map();
  for (const element of root.querySelectorAll("*")) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + Math.min(height / 2, 40)];
    if (width && height && x > 0 && y > 0 && x < innerWidth && y < innerHeight) {
      places.set(`${Math.round(x / 12)} ${Math.round(y / 12)}`, [x, y]);
    }
    if (places.size >= 80) break;
  }
  const more = scroller.scrollTop + innerHeight < scroller.scrollHeight - 2;
  return { places: [...places.values()], more };
}

/**
 * From now on a link that is followed is noted instead, where it would lead away by an honest address. What is no address
 * of that kind may do what it does: that is what is looked for.
 *
 * @param {ParentNode} root
 */
export function blockLinks(root) {
  const world = /** @type {any} */ (globalThis);
  world.saringNoted = [];
  root.addEventListener(
    "click",
    (event) => {
      const link = /** @type {Element} */ (event.target).closest?.("a, area");
      const animated = /** @type {any} */ (link)?.href?.animVal;
      const address = animated ?? link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
      if (!link || !address) return;
      const url = URL.parse(address, document.baseURI);
      world.saringNoted.push(url?.href ?? address);
      if (/^(https?|[\w-]+-extension):$/.test(url?.protocol ?? "")) event.preventDefault();
    },
    true,
  );
  const noted = /** @type {HTMLElement[]} */ ([
    ...root.querySelectorAll("a[href], area[href], svg a, button:not([type=button]), input[type=submit]"),
  ]);
  // Of endless lists the ends will do.
  world.saringLinks = noted.length > 40 ? [...noted.slice(0, 25), ...noted.slice(-15)] : noted;
  return world.saringLinks.length;
}

/** @param {ParentNode} _ @param {number} which */
export function focusLink(_, which) {
  const link = /** @type {any} */ (globalThis).saringLinks[which];
  link?.focus({ preventScroll: true });
  return Boolean(link?.matches(":focus"));
}

/** @param {ParentNode} _ @returns {string[]} */
export function notedLinks(_) {
  return /** @type {any} */ (globalThis).saringNoted ?? [];
}

/** How often the key must be pressed that leads from one part to the next. @param {ParentNode} root */
export function stops(root) {
  const parts = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  return root.querySelectorAll(parts).length;
}

/**
 * Gives the focus to the first of these parts; whether it is there.
 *
 * @param {ParentNode} root
 * @param {string} parts
 */
export function focusOn(root, parts) {
  const part = /** @type {HTMLElement | null} */ (root.querySelector(parts));
  part?.focus({ preventScroll: true });
  return Boolean(part?.matches(":focus"));
}

/** How the Save button stands: not there, at work, done, or what it says went wrong. @param {ParentNode} root */
export function saveState(root) {
  const save = /** @type {HTMLElement | null} */ (root.querySelector("button.save"));
  const row = /** @type {HTMLElement | null} */ (root.querySelector(".shelf"));
  return { there: Boolean(save), state: save?.dataset.state ?? "", said: row?.hidden ? "" : (row?.textContent ?? "") };
}

/** Whether there is something to read, be it an article or a message. @param {ParentNode} root */
export function readable(root) {
  const title = root.querySelector("h1")?.textContent?.trim();
  if (root.querySelector(".body")) return title && root.querySelector(".body")?.textContent?.trim() ? "article" : "";
  return title ? "message" : "";
}
