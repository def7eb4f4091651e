// @ts-check

/**
 * The page of saved articles: which of its views the address asks for. It reads the storage; only the background writes.
 * `#` is the list, `#?…` the list with filters and a query, `#https://…` one saved article, `#issuer=…` all that is saved
 * of an issuer, `#data` what the library holds and how it is exported and imported, `#settings` how things are liked.
 */

import { announceIn, make } from "../reader/nodes.js";
import { api } from "../shared/api.js";
import { openStore } from "../shared/store.js";
import { extensionWords } from "../shared/words.js";
import { openCatalogue } from "./catalogue.js";
import { dataView } from "./data.js";
import { openDress } from "./dress.js";
import { ISSUER, issuerView } from "./issuer.js";
import { listView } from "./list.js";
import { readingView } from "./reading.js";
import { openReminder } from "./reminder.js";
import { openRemoval } from "./removal.js";
import { settingsView } from "./settings.js";

/**
 * What the views share.
 *
 * @typedef {object} Library
 * @property {import("../types").Translate} words
 * @property {import("../shared/store.js").Store} store
 * @property {import("./catalogue.js").Catalogue} catalogue
 * @property {import("./removal.js").Removal} removal
 * @property {import("./dress.js").Dress} dress
 * @property {(text: string) => void} announce to who listens
 * @property {string[] | null} order the articles of the list as it was last shown, for going from one to the next
 *
 * One view. `show` is called when the address asks for it, also again for another `place`; `hide` when it goes.
 *
 * @typedef {{node: HTMLElement, show: (place: string) => void | Promise<void>, hide: () => void}} View
 */

const words = extensionWords();
const store = openStore(api.storage.local);
const catalogue = openCatalogue(store);
const live = make("p", { class: "unseen", role: "status" });

/** @param {string} text */
const announce = (text) => announceIn(live, text);
const removal = openRemoval({ words, store, announce });
/** @type {Library} */
const library = { words, store, catalogue, removal, dress: openDress(), announce, order: null };
const views = {
  list: listView(library),
  reading: readingView(library),
  issuer: issuerView(library),
  data: dataView(library),
  settings: settingsView(library),
};
const reminder = openReminder(library);
/** @type {View | null} */
let shown = null;

document.documentElement.lang = words("lang");
for (const { node } of Object.values(views)) node.hidden = true;
document.body.append(...Object.values(views).map(({ node }) => node), removal.node, live);
views.list.node.querySelector("main")?.prepend(reminder.node);
addEventListener("hashchange", go);
// Chromium shows a tab in place of the page of options if their addresses differ by the place alone: that page has a name
// of its own, and only until it is open.
if (location.search) history.replaceState(null, "", location.pathname + location.hash);
go();
catalogue.start().then(reminder.look);

/** Shows what the address names. */
function go() {
  const place = placeInAddress();
  const view = viewOf(place);
  if (shown !== view) {
    if (shown) {
      // Told while it is in the document still, so that it can say how far it was scrolled.
      shown.hide();
      shown.node.hidden = true;
    }
    shown = view;
    view.node.hidden = false;
  }
  view.show(place);
}

function placeInAddress() {
  const place = location.hash.slice(1);
  // Filters are decoded one by one.
  if (place.startsWith("?")) return place === "?" ? "" : place;
  try {
    return decodeURIComponent(place);
  } catch {
    return "";
  }
}

/** @param {string} place */
function viewOf(place) {
  if (place.startsWith("http")) return views.reading;
  if (place.startsWith(ISSUER)) return views.issuer;
  if (place === "settings") return views.settings;
  return place === "data" ? views.data : views.list;
}
