// @ts-check

/** The browser's extension interface, under either of its names. Pages outside the extension have none. */
export const api = /** @type {typeof chrome} */ (globalThis.browser ?? globalThis.chrome);
