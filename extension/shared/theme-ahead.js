// @ts-check

/**
 * The theme that was chosen last, before anything else of a page of ours is there: it must not be white first for who reads
 * in the dark. `theme.js` remembers it.
 */

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;
