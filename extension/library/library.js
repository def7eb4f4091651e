// @ts-check

/**
 * The page of saved articles: which of its views the address asks for. It reads the storage; only the background writes.
 * `#` is the list, `#?…` the list with filters and a query, `#https://…` one saved article, `#issuer=…` all that is saved
 * of an issuer, `#data` what the library holds and how it is exported and imported.
 */

import { dressAs } from "../reader/look.js";
import { make } from "../reader/nodes.js";
import { api } from "../shared/api.js";
import { ask } from "../shared/messages.js";
import { onSettings } from "../shared/settings.js";
import { openStore } from "../shared/store.js";
import { extensionWords } from "../shared/words.js";
import { openCatalogue } from "./catalogue.js";
import { dataView } from "./data.js";
import { ISSUER, issuerView } from "./issuer.js";
import { listView } from "./list.js";
import { readingView } from "./reading.js";
import { openReminder } from "./reminder.js";
import { openRemoval } from "./removal.js";

/**
 * What the views share.
 *
 * @typedef {object} Library
 * @property {import("../types").Translate} words
 * @property {import("../shared/store.js").Store} store
 * @property {import("./catalogue.js").Catalogue} catalogue
 * @property {import("./removal.js").Removal} removal
 * @property {(text: string) => void} announce to who listens
 * @property {() => Partial<import("../types").Settings>} settings what was chosen, as far as it is known by now
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
const announce = (text) => {
  live.textContent = text;
};
const removal = openRemoval({ words, store, announce });
/** @type {Partial<import("../types").Settings>} */
let chosen = {};
/** @type {Library} */
const library = { words, store, catalogue, removal, announce, settings: () => chosen, order: null };
const views = {
  list: listView(library),
  reading: readingView(library),
  issuer: issuerView(library),
  data: dataView(library),
};
const reminder = openReminder(library);
/** @type {View | null} */
let shown = null;

document.documentElement.lang = words("lang");
for (const { node } of Object.values(views)) node.hidden = true;
document.body.append(...Object.values(views).map(({ node }) => node), removal.node, live);
views.list.node.querySelector("main")?.prepend(reminder.node);
addEventListener("hashchange", go);
go();
catalogue.start().then(reminder.look);
onSettings(api.storage, dress);
ask({ kind: "settings" }).then((reply) => {
  if (reply.ok) dress(/** @type {import("../types").Settings} */ (reply.value));
});

/** As the reader is. Pictures are shown here when they are asked for. @param {import("../types").Settings} settings */
function dress(settings) {
  chosen = settings;
  dressAs(document.documentElement, { ...settings, pictures: true });
  if (settings.theme === "system") localStorage.removeItem("theme");
  else localStorage.setItem("theme", settings.theme);
}

/** Shows what the address names. */
function go() {
  const place = placeInAddress();
  const view = viewOf(place);
  if (shown !== view) {
    if (shown) {
      shown.node.hidden = true;
      shown.hide();
    }
    shown = view;
    view.node.hidden = false;
  }
  view.show(place);
}

function placeInAddress() {
  const place = location.hash.slice(1);
  // Filters are decoded one by one.
  if (place.startsWith("?")) return place;
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
  return place === "data" ? views.data : views.list;
}
