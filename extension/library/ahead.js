// @ts-check

/**
 * Asks for the newest lines of the list before anything else of the page is there: they are what is painted first, and the
 * storage takes its time to answer. See `catalogue.js`. The theme that was chosen is remembered here, too: the page must not
 * be white first for who reads in the dark.
 */

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;

globalThis.saringAhead = (globalThis.browser ?? chrome).storage.local.get("rows:newest").catch(() => ({}));
