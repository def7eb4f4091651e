// @ts-check

/** Where the glue hands its functions to the Wasm. */
const PLACE = '"./saring_bg.js": import0,';

/** What stands there in the counting glue. */
const COUNTED = '"./saring_bg.js": globalThis.saringCounted(import0),';

/** Wraps each function in one that counts its calls by name; the numbers wasm-bindgen appends are left out. */
const COUNTER = `
globalThis.saringCrossings = {};
globalThis.saringCounted = (functions) => Object.fromEntries(Object.entries(functions).map(([name, call]) => {
  const plain = name.replace(/^__(?:wbg|wbindgen)_+/, "").replace(/_[0-9a-f]{16}$/, "");
  const counts = globalThis.saringCrossings;
  counts[plain] ??= 0;
  return [name, (...given) => { counts[plain] += 1; return call(...given); }];
}));
`;

/**
 * The script of the engine with a glue that counts: each call from the Wasm into JavaScript adds one to its name in
 * `globalThis.saringCrossings`. What ships counts nothing.
 *
 * @param {string} engine
 * @returns {string}
 */
export function counting(engine) {
  if (engine.split(PLACE).length !== 2) throw new Error("wasm-bindgen writes another kind of glue than can be counted");
  return COUNTER + engine.replace(PLACE, COUNTED);
}
