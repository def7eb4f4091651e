// @ts-check
/** @import { Article, Indicator, Mark, MissingPage, Translate } from "../types" */
/** @import { Length, View } from "./summary.js" */
/** @import { Place } from "./text.js" */

/**
 * Draws an article as nodes. Plain data in, nodes out: nothing here fetches, stores, or knows the time.
 */

import { hostOf, webAddress } from "../shared/address.js";
import { dateInWords, timeInWords } from "../shared/dates.js";
import { drawBlock, drawFigure } from "./blocks.js";
import { drawFacts, keyFacts } from "./facts.js";
import { drawLeftOut } from "./left-out.js";
import { link, make } from "./nodes.js";
import { pagesInWords, wayToMissing } from "./pages.js";
import { drawSummary, lengthOf, sentencesOf, sourceOf } from "./summary.js";

/**
 * A block as it was drawn. `said` is all that its look depends on; `places` are those in it that a card leads to, and its
 * marks.
 *
 * @typedef {{said: unknown[], node: Node | null, places: Place[]}} Drawn
 */

/**
 * A place in the text where pages are missing.
 *
 * @typedef {{pages: MissingPage[], node: HTMLElement}} Gap
 */

/**
 * What was drawn, and the parts of it that can be made to act (see `act.js`).
 *
 * @typedef {object} Drawing
 * @property {HTMLElement} node The whole column.
 * @property {HTMLElement} headline
 * @property {Jump[]} jumps The summary's sentences and the key figures, each with its place in the text.
 * @property {Choices} choices
 * @property {Node[]} fresh What nobody has made to act yet.
 * @property {Parts} parts
 */

/**
 * @typedef {{link: HTMLElement, place: Place}} Jump
 *
 * What can be chosen on the cards.
 *
 * @typedef {object} Choices
 * @property {View[]} views The lengths of the summary.
 * @property {{text: HTMLButtonElement, markdown: HTMLButtonElement} | null} copies
 * @property {HTMLButtonElement | null} csv
 */

/**
 * The parts of a drawing, of which `redraw` replaces those that change.
 *
 * @typedef {object} Parts
 * @property {HTMLElement[]} meta
 * @property {HTMLElement | null} notice
 * @property {boolean} withPages Whether the notice names missing pages.
 * @property {{said: string, node: HTMLElement | null}} lead `said`: all that its look depends on
 * @property {HTMLElement | null} summary
 * @property {HTMLElement | null} facts
 * @property {HTMLElement} body
 * @property {Drawn[]} blocks
 * @property {Gap[]} gaps
 * @property {HTMLElement[]} tails
 */

/**
 * @param {Article} article
 * @param {object} options
 * @param {Translate} options.words
 * @param {boolean} [options.pictures]
 * @param {HTMLElement} [options.status] What says how the missing pages come along, in place of a notice that they are missing.
 * @param {Length} [options.length] Of the summary.
 * @param {Mark[]} [options.marks] The reader's own, each where it stands in this article.
 * @param {Set<string> | null} [options.returned] What was put back of what was left out; null where nothing can be.
 * @returns {Drawing}
 */
export function draw(article, { words, pictures = true, status, length = "standard", marks = [], returned = null }) {
  const withPages = !status;
  const { jumps, choices, ...parts } = drawParts(article, {
    ...{ words, pictures, marks, returned, length, withPages },
    known: [],
    lead: null,
  });
  const headline = make("h1", { tabindex: -1, id: "saring-headline" }, article.title || words("untitled"));
  parts.body.append(...inBody(parts));
  const node = make(
    "article",
    { class: "column", lang: article.lang ?? "", dir: article.direction },
    make("header", {}, drawKicker(article), headline, ...parts.meta),
    parts.notice,
    status,
    parts.summary,
    parts.facts,
    parts.lead.node,
    parts.body,
    ...parts.tails,
  );
  return { node, headline, jumps, choices, fresh: [node], parts };
}

/**
 * Draws what an article became when it grew or was marked, into the drawing that is there: what stays the same stays
 * untouched, with its focus, its selection and its pictures.
 *
 * @param {Drawing} drawing
 * @param {Article} article
 * @param {{words: Translate, pictures?: boolean, length?: Length, marks?: Mark[], returned?: Set<string> | null}} options
 *   `length`: of a summary that was none before
 * @returns {Drawing}
 */
export function redraw(drawing, article, { words, pictures = true, length, marks = [], returned = null }) {
  const before = drawing.parts;
  const { withPages } = before;
  const { jumps, choices, ...parts } = drawParts(article, {
    ...{ words, pictures, marks, returned, withPages },
    length: before.summary ? lengthOf(before.summary) : (length ?? "standard"),
    known: before.blocks,
    lead: before.lead,
  });
  const held = /** @type {Document | ShadowRoot} */ (drawing.node.getRootNode()).activeElement;
  const heldAt = before.blocks.findIndex(({ node }) => held && node?.contains(held));
  // A picture that never came has taken its figure with it: it stays away.
  const drawnBefore = new Set(before.blocks.map(({ node }) => node));
  const nodes = inBody(parts).filter((node) => before.body.contains(node) || !drawnBefore.has(node));
  const fresh = nodes.filter((node) => !before.body.contains(node));
  arrange(before.body, nodes);
  parts.body = before.body;

  for (const line of before.meta) line.remove();
  drawing.headline.after(...parts.meta);

  if (before.notice?.textContent === parts.notice?.textContent) parts.notice = before.notice;
  else {
    before.notice?.remove();
    if (parts.notice) drawing.node.querySelector(":scope > header")?.after(parts.notice);
  }
  if (parts.lead.node !== before.lead.node) {
    before.lead.node?.remove();
    if (parts.lead.node) {
      before.body.before(parts.lead.node);
      fresh.push(parts.lead.node);
    }
  }

  const same = JSON.stringify(drawing.jumps.map(textOf)) === JSON.stringify(jumps.map(textOf));
  if (same) {
    // The cards stay, and lead to where their sentences are now.
    parts.summary = before.summary;
    parts.facts = before.facts;
    for (const [index, { place }] of drawing.jumps.entries()) place.elements = jumps[index]?.place.elements ?? [];
  } else {
    const focus = /** @type {ShadowRoot} */ (drawing.node.getRootNode()).activeElement;
    const focused = [before.summary, before.facts].some((card) => card?.contains(focus));
    before.summary?.remove();
    before.facts?.remove();
    const cards = [parts.summary, parts.facts].filter((card) => card !== null);
    (drawing.node.querySelector(":scope > .lead") ?? before.body).before(...cards);
    fresh.push(...cards);
    if (focused) drawing.headline.focus({ preventScroll: true });
  }

  const open = before.tails.some((tail) => tail instanceof HTMLDetailsElement && tail.open);
  for (const tail of before.tails) tail.remove();
  for (const tail of parts.tails) if (tail instanceof HTMLDetailsElement) tail.open = open;
  drawing.node.append(...parts.tails);

  const { node, headline } = drawing;
  if (held && !held.isConnected) {
    // A block that was drawn anew keeps the focus that it had, and so does a link behind the text.
    const link = held instanceof HTMLAnchorElement ? held.href : null;
    const again = [...node.querySelectorAll(".tail a")].find(
      (one) => /** @type {HTMLAnchorElement} */ (one).href === link,
    );
    const block = parts.blocks.length === before.blocks.length ? parts.blocks[heldAt]?.node : null;
    const next = block instanceof HTMLElement ? block : again instanceof HTMLElement ? again : headline;
    if (!next.matches("a") && !next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }
  return same
    ? { node, headline, jumps: drawing.jumps, choices: drawing.choices, fresh, parts }
    : { node, headline, jumps, choices, fresh, parts };
}

/** @param {Drawing["jumps"][number]} jump */
const textOf = ({ link }) => link.textContent;

/**
 * Makes `nodes` the children of `body`; those that are there already are never moved.
 *
 * @param {HTMLElement} body
 * @param {Node[]} nodes
 */
function arrange(body, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...body.childNodes]) if (!wanted.has(child)) body.removeChild(child);
  let next = body.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else body.insertBefore(node, next);
  }
}

/**
 * @param {Article} article
 * @param {{
 *   words: Translate,
 *   pictures: boolean,
 *   marks: Mark[],
 *   returned: Set<string> | null,
 *   known: Drawn[],
 *   length: Length,
 *   withPages: boolean,
 *   lead: Parts["lead"] | null,
 * }} options `known`, `lead`: what was drawn before, to be used again; `withPages`: whether the notice names missing pages
 * @returns {Parts & Pick<Drawing, "jumps" | "choices">}
 */
function drawParts(article, { words, pictures, marks, returned, known, length, withPages, lead }) {
  const ours = { lang: words("lang") };
  const summary = sentencesOf(article).length ? drawSummary(article, { words, length }) : null;
  const facts = keyFacts(article).length ? drawFacts(article, { words }) : null;
  const { jumps, places } = jumpsTo([
    ...(summary?.links ?? []).map(({ link, sentence }) => ({ link, ...sentence })),
    ...(facts?.links ?? []).map(({ link, fact }) => ({ link, block: fact.block, ...fact.sentence })),
  ]);

  const marked = Map.groupBy(marks, ({ block }) => block);
  /** @type {Map<string, Drawn[]>} */
  const kept = Map.groupBy(known, ({ said }) => JSON.stringify(said));
  const level = levels(article);
  let table = 0;
  const blocks = article.blocks.map((block, index) => {
    if (block.kind === "table") table += 1;
    const own = (marked.get(index) ?? []).map((mark) => ({ ...mark, elements: [], mark }));
    const here = [...(places.get(index) ?? []), ...own];
    const spots = here.map(({ start, end, mark }) => [start, end, mark !== undefined]);
    const said = [block, spots, block.kind === "heading" && level(block.level ?? 2), block.kind === "table" && table];
    const drawn = known.length ? kept.get(JSON.stringify(said))?.shift() : null;
    for (const [which, place] of here.entries()) place.elements = drawn?.places[which]?.elements ?? [];
    const node = drawn ? drawn.node : drawBlock(block, { words, pictures, places: here, level, table });
    if (!drawn) for (const place of here) if (place.mark) nameMark(place, words);
    return { said, node, places: here };
  });

  const tails = [
    drawRelated(article, words),
    drawTags(article, words),
    drawMarket(article.indicators, words),
    drawLeftOut(article.trace ?? [], words, returned),
  ];
  return {
    meta: [
      ...drawMeta(article, words).map((line) => withLang(line, ours)),
      make("p", { class: "paper", dir: "ltr" }, sourceOf(article)),
    ],
    notice: drawNotice(article, words, ours, withPages),
    withPages,
    lead: drawLead(article, { words, pictures }, lead),
    summary: summary?.card ?? null,
    facts: facts?.card ?? null,
    body: make("div", { class: "body" }),
    blocks,
    gaps: drawGaps(article, words, ours),
    tails: tails.filter((tail) => tail !== null),
    jumps,
    choices: { views: summary?.views ?? [], copies: summary?.copies ?? null, csv: facts?.csv ?? null },
  };
}

/**
 * The first picture, or the one that is there: to make it anew would ask for it anew.
 *
 * @param {Article} article
 * @param {{words: Translate, pictures: boolean}} options
 * @param {Parts["lead"] | null} before
 * @returns {Parts["lead"]}
 */
function drawLead({ lead_image: image }, options, before) {
  const said = JSON.stringify([image, options.pictures]);
  if (said === before?.said) return before;
  return { said, node: image ? drawFigure(image, options, { class: "lead" }) : null };
}

/**
 * Says to those who hear it where a mark begins, and lets them take it off where it ends. What is said is no text of the
 * article's, and is neither selected nor copied with it.
 *
 * @param {Place} place
 * @param {Translate} words
 */
function nameMark({ elements }, words) {
  elements[0]?.prepend(make("span", { class: "unseen marks-begins", lang: words("lang") }, words("markBegins"), " "));
  const last = elements.at(-1);
  const off = make("button", { type: "button", class: "marks-off", "aria-label": words("markRemove") });
  (last?.closest("a") ?? last)?.after(off);
  elements.push(off);
}

/**
 * The places that links lead to, by their block; links to one place share it.
 *
 * @param {{link: HTMLElement, block: number, start: number, end: number}[]} links
 * @returns {{jumps: Jump[], places: Map<number, Place[]>}}
 */
function jumpsTo(links) {
  /** @type {Map<number, Place[]>} */
  const places = new Map();
  const jumps = links.map(({ link, block, start, end }) => {
    const here = places.get(block) ?? [];
    places.set(block, here);
    let place = here.find((one) => one.start === start && one.end === end);
    if (!place) {
      place = { start, end, elements: [] };
      here.push(place);
    }
    return { link, place };
  });
  return { jumps, places };
}

/**
 * Blocks and gaps in their order.
 *
 * @param {Parts} parts
 * @returns {Node[]}
 */
function inBody({ blocks, gaps }) {
  /** @param {number} index */
  const behind = (index) => gaps.filter(({ pages }) => (pages[0]?.after ?? -1) === index).map(({ node }) => node);
  const drawn = blocks.map(({ node }, index) => [...(node ? [node] : []), ...behind(index)]);
  return [...behind(-1), ...drawn.flat()];
}

/**
 * What stands in the text where pages are missing, so that nobody reads over it.
 *
 * @param {Article} article
 * @param {Translate} words
 * @param {{lang: string}} ours
 * @returns {Gap[]}
 */
function drawGaps({ pages }, words, ours) {
  const groups = Map.groupBy(pages?.missing ?? [], ({ after }) => after ?? -1);
  return [...groups.values()].map((missing) => {
    const numbers = missing.map(({ page }) => page);
    return {
      pages: missing,
      node: make("p", { class: "gap", ...ours }, pagesInWords("missing", numbers, null, words)),
    };
  });
}

/**
 * The article's levels of headings, moved together so that they begin at 2 and none is skipped.
 *
 * @param {Article} article
 * @returns {(level: number) => number}
 */
function levels({ blocks }) {
  const used = new Set(blocks.filter(({ kind }) => kind === "heading").map(({ level }) => level ?? 2));
  const order = [...used].sort((one, other) => one - other);
  return (level) => Math.min(6, 2 + Math.max(0, order.indexOf(level)));
}

/** @param {HTMLElement} element @param {{lang: string}} ours */
function withLang(element, { lang }) {
  element.lang = lang;
  return element;
}

/** @param {Article} article */
function drawKicker({ section, site, url }) {
  const source = site || hostOf(url);
  if (!section && !source) return null;
  return make(
    "p",
    { class: "kicker" },
    section && make("span", { class: "section" }, section),
    section && source && " ",
    source && make("span", { class: "source" }, source),
  );
}

/**
 * Who, and when: two lines, so that neither breaks in the middle of the other.
 *
 * @param {Article} article
 * @param {Translate} words
 */
function drawMeta({ byline, published, modified, minutes }, words) {
  const lang = words("lang");
  const { authors, editors, sources } = byline;
  const who = [
    ...(authors.length ? [make("b", {}, authors.join(", "))] : []),
    ...(editors.length ? [make("span", {}, words("editor", editors.join(", ")))] : []),
    ...(sources.length ? [make("span", {}, words("agency", sources.join(", ")))] : []),
  ];
  const date = dateInWords(published, lang);
  const when = [
    ...(date ? [make("time", { datetime: published }, date)] : []),
    ...drawUpdated(published, modified, words),
    ...(minutes > 0 ? [make("span", { class: "minutes" }, words("minutes", minutes))] : []),
  ];
  return [who, when].filter((parts) => parts.length > 0).map((parts) => make("p", { class: "meta" }, ...dotted(parts)));
}

/**
 * Said only where the article changed after it was out, and not in the same minutes.
 *
 * @param {string | null | undefined} published
 * @param {string | null | undefined} modified
 * @param {Translate} words
 */
function drawUpdated(published, modified, words) {
  const lang = words("lang");
  const [first, then] = [Date.parse(published ?? ""), Date.parse(modified ?? "")];
  if (!modified || !(then - first > 5 * 60_000)) return [];
  const sameDay = published?.slice(0, 10) === modified.slice(0, 10);
  const said = (sameDay && timeInWords(modified, lang)) || dateInWords(modified, lang);
  return said ? [make("span", {}, words("updated"), " ", make("time", { datetime: modified }, said))] : [];
}

/**
 * Parts with a dot between; the dot stays at the end of its line.
 *
 * @param {HTMLElement[]} parts
 */
function dotted(parts) {
  return parts.flatMap((part, index) => {
    if (index === parts.length - 1) return [part];
    return [make("span", {}, part, "\u00a0·"), " "];
  });
}

/**
 * What is missing is said before any text.
 *
 * @param {Article} article
 * @param {Translate} words
 * @param {{lang: string}} ours
 * @param {boolean} withPages
 */
function drawNotice({ access, limits, pages }, words, ours, withPages) {
  const notices = [];
  if (access === "partial") notices.push(make("p", {}, words("partial")));
  if (limits?.length) notices.push(make("p", {}, words(limits.includes("time") ? "limitTime" : "limitSize")));
  const missing = (pages?.missing ?? []).map(({ page }) => page);
  if (withPages && pages && missing.length) {
    const said = pagesInWords("missing", missing, pages.total, words);
    const more = wayToMissing(pages, words);
    notices.push(make("p", {}, said, more && " ", more));
  }
  return notices.length ? make("div", { class: "notice", role: "note", ...ours }, ...notices) : null;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {Translate} words
 * @param {Node} content
 */
function tail(name, title, words, content) {
  const id = `saring-${name}`;
  return make(
    "section",
    { class: `tail ${name}`, "aria-labelledby": id },
    make("h2", { id, class: "label", lang: words("lang") }, title),
    content,
  );
}

/** @param {Article} article @param {Translate} words */
function drawRelated({ related }, words) {
  const links = related.filter(({ url }) => webAddress(url));
  if (!links.length) return null;
  const list = make("ul", {}, ...links.map(({ title, url }) => make("li", {}, link(url, {}, title))));
  return tail("related", words("related"), words, list);
}

/** @param {Article} article @param {Translate} words */
function drawTags({ tags }, words) {
  if (!tags.length) return null;
  return tail("tags", words("tags"), words, make("ul", {}, ...tags.map((tag) => make("li", {}, tag))));
}

/** @param {Indicator[]} indicators @param {Translate} words */
function drawMarket(indicators, words) {
  if (!indicators.length) return null;
  const rows = indicators.map(({ name, value, change, percent }) => {
    const moved = percent || change;
    return make(
      "li",
      {},
      make("span", { class: "name" }, name),
      value && ` ${value}`,
      moved && " ",
      moved && make("span", { class: way(moved) }, moved),
    );
  });
  return tail("market", words("market"), words, make("ul", {}, ...rows));
}

/**
 * Up or down by the sign that the page printed. Without a sign nothing is claimed, and colour alone never speaks.
 *
 * @param {string} change
 */
function way(change) {
  if (/^\s*[-−–]/.test(change)) return "down";
  return /^\s*\+/.test(change) ? "up" : null;
}
