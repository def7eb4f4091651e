// @ts-check
/** @import { Block, SavedRecord, Translate, Words } from "../types" */

/** A record as a Markdown file with properties that note-taking programs read, and how to call that file. */

import { webAddress } from "../shared/address.js";

/** What no file system, no archive and no link between notes takes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\/:*?"<>|#^[\]%]+/g;

/** How long a file's name may be, without its number and its ending; some systems count bytes up to 255. */
const LONGEST = 80;

/**
 * A name for the record's file that no file has yet; `taken` learns it.
 *
 * @param {SavedRecord} record
 * @param {Set<string>} taken
 * @param {string} untitled
 */
export function fileNameOf({ title, published, saved }, taken, untitled) {
  const said = title.normalize("NFC").replace(UNSAFE, " ").replace(/\s+/g, " ").trim();
  const short = [...said]
    .slice(0, LONGEST)
    .join("")
    .replace(/[. ]+$/, "");
  const base = `${(published ?? saved).slice(0, 10)} ${short || untitled}`;
  let name = base;
  // Many systems take names that differ in capitals alone for one.
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base} (${number})`;
  taken.add(name.toLowerCase());
  return `${name}.md`;
}

/**
 * @param {SavedRecord} record
 * @param {Translate} words
 */
export function markdownOf(record, words) {
  const { id, url, title, summary, blocks, own, facts, section, site, published, saved } = record;
  const codes = new Set((facts ?? []).flatMap(({ value }) => value.code ?? []));
  const properties = [
    ["title", quoted(title || id)],
    ["url", quoted(webAddress(id) ?? url)],
    ["date", published ? published.slice(0, 10) : null],
    ["saved", saved.replace(/\.\d+/, "")],
    ["tags", listed(own.tags.map(tagOf).filter(Boolean))],
    ["tickers", listed([...codes])],
    ["section", section ? quoted(section) : null],
    ["source", site ? quoted(site) : null],
  ];
  const parts = [
    `---\n${properties.flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}\n`)).join("")}---`,
    title && `# ${escaped(title)}`,
    summary.sentences.length > 0 && heading(words("summary")),
    summary.sentences.map(({ text }) => `> ${oneLine(text)}`).join("\n>\n"),
    own.note.trim() && heading(words("dataNote")),
    own.note.trim(),
    own.marks.length > 0 && heading(words("dataMarks")),
    own.marks.map(({ text }) => `> ${oneLine(text)}`).join("\n\n"),
    blocks.length > 0 && heading(words("dataText")),
    ...blocks.map(blockOf),
    `[${escaped(words("openOriginal"))}](${addressOf(url)})`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** @param {string} text */
function heading(text) {
  return `## ${escaped(text)}`;
}

/**
 * A text as YAML has it between quotation marks: JSON's form, and without letters that YAML does not let stand there.
 *
 * @param {string} text
 */
function quoted(text) {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @param {string[]} texts */
function listed(texts) {
  return texts.length ? `[${texts.map(quoted).join(", ")}]` : null;
}

/** A tag as such programs take it: one word, and not of digits alone. @param {string} tag */
function tagOf(tag) {
  const word = tag.replace(/[^\p{L}\p{M}\p{N}_/-]+/gu, "-").replace(/^[-/]+|[-/]+$/g, "");
  return /^[\d/_-]+$/.test(word) ? `_${word}` : word;
}

/** @param {string} address */
function addressOf(address) {
  return (webAddress(address) ?? "").replace(/[()<>\\]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

/** Words that mean nothing more than what they say. @param {string} text */
function escaped(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~=&$%]/g, "\\$&");
}

/** The same where a line begins with them. @param {string} text */
function oneLine(text) {
  return escaped(text)
    .trim()
    .replace(/^([+-]|\d+[.)])(?=\s|$)/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** @type {Record<string, [string, string]>} */
const STYLES = {
  code: ["`", "`"],
  deleted: ["~~", "~~"],
  emphasis: ["*", "*"],
  mark: ["==", "=="],
  strong: ["**", "**"],
};

/**
 * Words with their emphasis and links. Marks that overlap others without lying in them are left out, since Markdown has no
 * form for them.
 *
 * @param {Words} words
 */
function lineOf({ text, spans }) {
  const usable = (spans ?? [])
    .filter(({ style }) => style === "link" || Object.hasOwn(STYLES, style))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  /** @param {number} from @param {number} to @param {typeof usable} inside @returns {string} */
  const drawn = (from, to, inside) => {
    let out = "";
    let at = from;
    for (let next = 0; next < inside.length; ) {
      const span = /** @type {import("../types").Span} */ (inside[next]);
      next += 1;
      if (span.start < at || span.end > to) continue;
      const nested = [];
      while (next < inside.length && /** @type {any} */ (inside[next]).start < span.end) {
        const one = /** @type {import("../types").Span} */ (inside[next]);
        // The same stretch twice in one style would end what it begins.
        if (one.end <= span.end && one.style !== span.style) nested.push(one);
        next += 1;
      }
      out += escaped(text.slice(at, span.start));
      at = span.end;
      out += styled(span, text, drawn(span.start, span.end, span.style === "code" ? [] : nested));
    }
    return out + escaped(text.slice(at, to));
  };
  return drawn(0, text.length, usable)
    .trim()
    .replace(/^([+-]|\d+[.)])(?=\s|$)/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/**
 * Emphasis counts only where it touches words: space goes outside.
 *
 * @param {import("../types").Span} span
 * @param {string} text
 * @param {string} inner
 */
function styled({ style, href, start, end }, text, inner) {
  const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(inner) ?? [];
  if (!core) return inner;
  if (style === "link") return href ? `${before}[${core}](${addressOf(href)})${after}` : inner;
  if (style === "code") return `${before}${code(text.slice(start, end).trim())}${after}`;
  const [open, close] = STYLES[style] ?? ["", ""];
  return `${before}${open}${core}${close}${after}`;
}

/** @param {string} text */
function code(text) {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = /^`|`$/.test(text) ? " " : "";
  return `${fence}${space}${text.replace(/\s+/g, " ")}${space}${fence}`;
}

/** @param {Block} block */
function blockOf(block) {
  const { kind, text } = block;
  if (kind === "heading") return `${"#".repeat(Math.min(6, (block.level ?? 2) + 1))} ${lineOf(block)}`;
  if (kind === "quote") return `> ${lineOf(block)}`;
  if (kind === "list") {
    const mark = block.ordered ? "1." : "-";
    return (block.items ?? [])
      .map((item) => `${"   ".repeat(Math.min(item.level, 3))}${mark} ${lineOf(item)}`)
      .join("\n");
  }
  if (kind === "table") return tableOf(block);
  if (kind === "figure" && block.image) {
    const { src, alt, caption, credit } = block.image;
    const under = [caption, credit]
      .filter(Boolean)
      .map((one) => escaped(String(one)))
      .join(" · ");
    return [`![${escaped(alt ?? "")}](${addressOf(src)})`, under && `*${under}*`].filter(Boolean).join("\n");
  }
  if (kind === "embed") return `[${escaped(block.href ?? "")}](${addressOf(block.href ?? "")})`;
  if (kind === "code") {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}\n${text}\n${fence}`;
  }
  return lineOf(block);
}

/** @param {Block} block */
function tableOf({ rows, caption }) {
  const lines = (rows ?? []).map((row) =>
    row.flatMap((cell) => [lineOf(cell), ...Array(Math.min(cell.columns - 1, 50)).fill("")]),
  );
  const width = Math.max(1, ...lines.map((line) => line.length));
  const drawn = lines.map((line) => `| ${Array.from({ length: width }, (_, at) => line[at] ?? "").join(" | ")} |`);
  const rule = `| ${Array(width).fill("---").join(" | ")} |`;
  const [first = `| ${Array(width).fill("").join(" | ")} |`, ...rest] = drawn;
  return [...(caption ? [`**${escaped(caption)}**`, ""] : []), first, rule, ...rest].join("\n");
}
