// @ts-check

/**
 * Asks for the newest lines of the list before anything else of the page is there: they are what is painted first, and the
 * storage takes its time to answer. See `catalogue.js`.
 */

globalThis.saringAhead = (globalThis.browser ?? chrome).storage.local.get("rows:newest").catch(() => ({}));
