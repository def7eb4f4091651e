// @ts-check

/** Says why a page's article could not be shown over the page itself. */

import { make } from "../reader/nodes.js";
import { extensionWords } from "../shared/words.js";

const words = extensionWords();

document.documentElement.lang = words("lang");
document.title = words("noticeTitle");
document.body.append(
  make(
    "main",
    { class: "page teaching" },
    make("h1", {}, words("noticeTitle")),
    make("p", {}, words("noticeText")),
    make("p", {}, words("noticeHint")),
    make("p", {}, make("a", { href: "library.html" }, words("openLibrary"))),
  ),
);
