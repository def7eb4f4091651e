// @ts-check

/**
 * A reading of the command line as JavaScript has it: offsets count UTF-16 units instead of characters, and what is
 * not there is left out.
 *
 * @param {any} reading
 * @param {{convert?: boolean}} [options] `convert` off: only leave out
 * @returns {any}
 */
export function inUtf16(reading, { convert = true } = {}) {
  const kept = without(reading);
  if (!convert) return kept;
  for (const block of kept.blocks ?? []) {
    for (const part of [block, ...(block.items ?? []), ...(block.rows ?? []).flat()]) move(part.spans, part.text);
  }
  for (const removal of kept.trace ?? []) {
    for (const block of removal.blocks ?? []) {
      for (const part of [block, ...(block.items ?? []), ...(block.rows ?? []).flat()]) move(part.spans, part.text);
    }
  }
  for (const sentence of kept.summary?.sentences ?? []) move([sentence], kept.blocks[sentence.block].text);
  for (const fact of kept.facts ?? []) move([fact, fact.sentence], kept.blocks[fact.block].text);
  return kept;
}

/**
 * @param {{start: number, end: number}[] | undefined} spans
 * @param {string} text
 */
function move(spans, text) {
  if (!spans?.length) return;
  const units = [0];
  for (const letter of text) units.push(/** @type {number} */ (units.at(-1)) + letter.length);
  for (const span of spans) {
    span.start = /** @type {number} */ (units[span.start]);
    span.end = /** @type {number} */ (units[span.end]);
  }
}

/** @param {any} value @returns {any} */
function without(value) {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, without(one)]));
}
