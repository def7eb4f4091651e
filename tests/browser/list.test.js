// @ts-check
/** The list of a library with many articles: found, filtered, sorted, gone through by keyboard, changed many at a time. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { articles } from "./support/articles.js";
import { restoreAll } from "./support/filled.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");

/** @param {number} value */
const number = (value) => value.toLocaleString("id");

/** What is put into the library: some only in part, and one that is alone in what it says. */
const made = articles(600);
for (const [at, one] of made.entries()) one.access = at % 20 === 7 ? "partial" : "full";
const lone = /** @type {typeof made[0]} */ (made.find(({ own }) => own.archived === null));
lone.blocks[3] = { ...lone.blocks[3], kind: "paragraph", text: "Hanya di sini tersebut kata zaitunperak sekali saja." };

const newestFirst = (/** @type {typeof made[0]} */ one, /** @type {typeof made[0]} */ other) =>
  one.updated < other.updated ? 1 : -1;
const current = made.filter(({ own }) => own.archived === null).sort(newestFirst);

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
  tab = await browser.open(browser.address("library/library.html"));
});
after(() => world?.end());

/** The titles of the rows in the document, from above. */
function titles() {
  return tab.evaluate(() =>
    [...document.querySelectorAll(".list-row")].map((row) => row.querySelector("a")?.textContent),
  );
}

/** What is said of how many there are. */
const said = () => tab.evaluate(() => document.querySelector(".list-count")?.textContent ?? "");

/** @param {string} text */
const says = (text) =>
  until(`it says "${text}"`, async () => (await said()) === text || Promise.reject(new Error(await said())));

/** Title and place of the row with the focus. */
function focus() {
  return tab.evaluate(() => {
    const row = document.activeElement?.closest(".list-row");
    return row && { title: row.querySelector("a")?.textContent, at: Number(row.getAttribute("aria-posinset")) };
  });
}

/** @param {number} at */
const focusAt = (at) => until(`the focus is on row ${at}`, async () => (await focus())?.at === at);

/** @param {string} place */
async function goTo(place) {
  await tab.goto("about:blank");
  await tab.goto(`${browser.address("library/library.html")}${place}`);
  await until("the list is complete", async () => (await said()) !== "");
}

/** What of a name is in the address. */
const address = () => tab.evaluate(() => location.hash);

/** How many are stored so. @param {(own: any) => boolean} is */
async function stored(is) {
  return Object.values(await storedRecords(browser)).filter(({ own }) => is(own)).length;
}

/** Waits for the line at the foot of the page. Reading all records meanwhile would hold up what is waited for. @param {string} text */
const offers = (text) =>
  until(`it says "${text}"`, () =>
    tab.evaluate((wanted) => document.querySelector(".undo p")?.textContent === wanted, text),
  );

const isAway = (/** @type {any} */ own) => own.archived !== null;

describe("an empty library", () => {
  it("teaches how the first article gets there, and asks for nothing that makes no sense yet", async () => {
    const heard = await until("it is drawn", async () => {
      const all = await tab.heard();
      return all.some((one) => one.role === "heading" && one.name === words("libraryEmptyTitle")) && all;
    });
    assert.ok(!heard.some((one) => one.name === words("selectAll") || one.name === words("sort")));
  });
});

describe("the list", () => {
  before(async () => {
    await restoreAll(tab, made);
    await goTo("");
  });

  it("shows the newest first, without what is in the archive, and says how many there are", async () => {
    await says(words("libraryCount", number(current.length)));
    assert.deepEqual(
      (await titles()).slice(0, 5),
      current.slice(0, 5).map(({ title }) => title),
    );
  });

  it("has in the document what is in view, and tells place and number of each", async () => {
    const seen = () =>
      tab.evaluate(() => ({
        places: [...document.querySelectorAll(".list-row")].map((row) => Number(row.getAttribute("aria-posinset"))),
        sizes: [...new Set([...document.querySelectorAll(".list-row")].map((row) => row.getAttribute("aria-setsize")))],
        height: document.querySelector(".list-rows")?.getBoundingClientRect().height ?? 0,
        row: document.querySelector(".list-row")?.getBoundingClientRect().height ?? 0,
      }));
    const first = await seen();
    assert.ok(first.places.length < 30, `${first.places.length} rows are drawn`);
    assert.deepEqual(first.sizes, [String(current.length)]);
    assert.equal(first.height, first.row * current.length, "the list is as high as all its rows");
    await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
    const middle = await until("rows from the middle are drawn", async () => {
      const now = await seen();
      return (now.places[0] ?? 0) > 200 && now;
    });
    assert.ok(middle.places.length < 30, `${middle.places.length} rows are drawn`);
    assert.deepEqual(
      middle.places,
      middle.places.toSorted((one, other) => one - other),
      "in their order",
    );
    assert.equal(middle.height, first.height);
    const drawn = await titles();
    const at = (middle.places[0] ?? 0) - 1;
    assert.deepEqual(
      drawn,
      current.slice(at, at + drawn.length).map(({ title }) => title),
    );
    await tab.evaluate(() => scrollTo(0, 0));
    await until("the head is back", async () => (await titles())[0] === current[0]?.title);
  });

  it("can be heard: a list of articles, each with its title, its state and its facts", async () => {
    const unread = current.findIndex(({ own }) => own.read === null);
    const row = current[unread];
    const heard = await tab.heard();
    assert.ok(heard.some((one) => one.role === "list" && one.name === words("libraryList")));
    assert.ok(heard.some((one) => one.role === "link" && one.name === row?.title));
    assert.ok(heard.some((one) => one.role === "checkbox" && one.name === words("selectNamed", row?.title ?? "")));
    const link = heard.findIndex((one) => one.role === "link" && one.name === row?.title);
    const next = heard.findIndex((one, at) => at > link && one.role === "checkbox");
    const facts = heard.slice(link, next).map(({ name }) => name.trim());
    assert.ok(facts.includes(`${words("unread")}.`), facts.join("\n"));
    assert.ok(
      facts.some((one) => one.includes(row?.section ?? "?")),
      facts.join("\n"),
    );
  });

  it("keeps the row with the focus in the document wherever the view goes", async () => {
    await tab.key("j");
    await focusAt(1);
    await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
    await until("rows from the middle are drawn", () =>
      tab.evaluate(() => Number(document.querySelectorAll(".list-row")[5]?.getAttribute("aria-posinset")) > 200),
    );
    assert.equal((await focus())?.at, 1);
    assert.ok((await titles()).length < 30);
    await tab.key("j");
    await focusAt(2);
    await until("it is in view", () =>
      tab.evaluate(() => {
        const { top, bottom } = document.activeElement?.closest(".list-row")?.getBoundingClientRect() ?? new DOMRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    );
  });
});

describe("the keyboard", () => {
  before(() => goTo(""));

  it("goes through the rows by letters, arrows, pages and to both ends", async () => {
    await tab.key("j");
    await focusAt(1);
    await tab.key("ArrowDown");
    await focusAt(2);
    await tab.key("k");
    await focusAt(1);
    await tab.key("End");
    await focusAt(current.length);
    assert.equal((await focus())?.title, current.at(-1)?.title);
    await tab.key("ArrowDown");
    await focusAt(current.length);
    await tab.key("PageUp");
    await until("a page up", async () => ((await focus())?.at ?? 0) < current.length - 1);
    await tab.key("Home");
    await focusAt(1);
  });

  it("opens an article with Enter and comes back to its row", async () => {
    for (let at = 2; at <= 30; at += 1) await tab.key("j");
    await focusAt(30);
    const title = (await focus())?.title;
    const scroll = await tab.evaluate(() => scrollY);
    await tab.key("Enter");
    await until("the article is open", async () =>
      (await tab.heard()).some((one) => one.role === "heading" && one.level === 1 && one.name === title),
    );
    await tab.key("Escape");
    await focusAt(30);
    assert.equal((await focus())?.title, title);
    const now = await tab.evaluate(() => scrollY);
    assert.ok(Math.abs(now - scroll) < 2, `the view is where it was: ${now}, ${scroll}`);
  });

  it("leads to the search with a slash, and is not in the way of typing there", async () => {
    await tab.key("/");
    await tab.type("jajak pax/?");
    assert.equal(
      await tab.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).value),
      "jajak pax/?",
    );
    assert.equal(await stored(isAway), made.length - current.length, "no letter did anything");
    await tab.key("Escape");
    await says(words("libraryCount", number(current.length)));
  });

  it("leaves the focus on a box that it ticks", async () => {
    await goTo("");
    await until("rows are there", async () => (await titles()).length > 3);
    await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".list-row .list-check")).focus());
    const box = () =>
      tab.evaluate(() => {
        const { activeElement } = document;
        return activeElement instanceof HTMLInputElement && activeElement.type === "checkbox"
          ? activeElement.checked
          : null;
      });
    await tab.key(" ");
    await says(words("selectedCount", "1"));
    assert.equal(await box(), true);
    await tab.key(" ");
    await says(words("libraryCount", number(current.length)));
    assert.equal(await box(), false);
    await goTo("");
  });

  it("shows its keys with a question mark", async () => {
    await tab.key("Escape");
    await tab.key("j");
    await focusAt(1);
    await tab.key("?");
    await until("the list of keys", async () =>
      (await tab.heard()).some((one) => one.role === "dialog" && one.name === words("keysTitle")),
    );
    await tab.key("Escape");
    await until("it is gone", () => tab.evaluate(() => !document.querySelector("dialog[open]")));
  });

  it("marks as read and unread, one after the other", async () => {
    await tab.key("Home");
    await focusAt(1);
    const before = current[0]?.own.read === null;
    const read = async () => (await storedRecords(browser))[current[0]?.id ?? ""].own.read;
    await tab.key("r");
    await until("it is stored", async () => ((await read()) === null) !== before);
    assert.equal((await focus())?.at, 1, "the focus stays");
    await until("it is shown", async () =>
      tab.evaluate(
        (was) => document.activeElement?.closest(".list-row")?.classList.contains("list-unread") !== was,
        before,
      ),
    );
    await tab.key("r");
    await until("and back", async () => ((await read()) === null) === before);
  });
});

describe("a press on a row", () => {
  it("opens it, though the order changes before the finger is lifted", async () => {
    await goTo("");
    await until("rows are there", async () => (await titles()).length > 3);
    const title = (await titles())[3] ?? "";
    await tab.evaluate((order) => {
      const once = { once: true, capture: true };
      const sort = /** @type {HTMLSelectElement} */ (document.querySelector("select"));
      const change = () => {
        sort.value = order;
        sort.dispatchEvent(new Event("change"));
      };
      addEventListener("pointerdown", () => setTimeout(change, 0), once);
    }, "oldest");
    await tab.press("link", title);
    await until("the article is open", async () =>
      (await tab.heard()).some((one) => one.level === 1 && one.name === title),
    );
    await tab.back();
    // The fourth from the head is now the fourth from the end, and has the focus again.
    const isThere = async () => {
      const now = await focus();
      return (now?.title === title && now?.at === current.length - 3) || Promise.reject(new Error(JSON.stringify(now)));
    };
    await until("the new order is there", isThere);
  });
});

describe("filters", () => {
  const unread = current.filter(({ own }) => own.read === null);

  it("leave what they say, in the address, and can be taken off one by one", async () => {
    await goTo("");
    const section = /** @type {string} */ (unread[0]?.section);
    const left = unread.filter((one) => one.section === section);
    await tab.press("button", `${words("showUnread")} ${number(unread.length)}`);
    await says(words("libraryFound", number(unread.length), number(made.length)));
    await goTo(`#?show=unread&section=${encodeURIComponent(section)}`);
    await says(words("libraryFound", number(left.length), number(made.length)));
    assert.deepEqual(
      (await titles()).slice(0, 3),
      left.slice(0, 3).map(({ title }) => title),
    );
    await tab.press("button", words("takeOff", section));
    await says(words("libraryFound", number(unread.length), number(made.length)));
    assert.equal(await address(), "#?show=unread");
    await tab.back();
    await says(words("libraryFound", number(left.length), number(made.length)));
    await tab.press("button", words("takeOffAll"));
    await says(words("libraryCount", number(current.length)));
    assert.equal(await address(), "");
  });

  it("know what is in part, the archive, an issuer, a tag and a time", async () => {
    const code = "AADI";
    const codes = current.filter(({ facts }) => facts?.some(({ value }) => value.code === code));
    const tag = "dividen";
    /** @type {[string, number][]} */
    const cases = [
      ["#?access=partial", current.filter(({ access }) => access === "partial").length],
      ["#?show=archive", made.length - current.length],
      ["#?show=read", current.length - unread.length],
      [`#?issuer=${code}`, codes.length],
      [`#?tag=${tag}`, current.filter(({ own }) => own.tags.includes(tag)).length],
      ["#?from=2025-02-01&to=2025-03-15", between("2025-02-01", "2025-03-15")],
      ["#?period=2024", between("2024-01-01", "2024-12-31")],
    ];
    for (const [place, count] of cases) {
      assert.ok(count > 0, place);
      await goTo(place);
      await says(words("libraryFound", number(count), number(made.length)));
    }
  });

  it("let a day be typed: the field keeps the focus, and its days are one step to go back", async () => {
    await goTo("");
    const type = (/** @type {string} */ day) =>
      tab.evaluate((value) => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector(".list-days input"));
        if (document.activeElement !== field) field.focus();
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, day);
    const isThere = () => tab.evaluate(() => document.activeElement?.closest(".list-days") !== null);
    for (const day of ["2020-02-01", "2025-02-01"]) {
      await type(day);
      await until("it is in the address", async () => (await address()) === `#?from=${day}`);
      const left = between(day, "9999-12-31");
      await until("the counts are there", () =>
        tab.evaluate(
          (wanted) => document.querySelector('[data-key="show all"] .list-value-count')?.textContent === wanted,
          number(left),
        ),
      );
      assert.ok(await isThere(), day);
    }
    await tab.back();
    await says(words("libraryCount", number(current.length)));
    assert.equal(await address(), "");
  });

  it("count what each of their values would leave", async () => {
    await goTo("#?period=2024");
    const year = current.filter(({ published }) => published?.startsWith("2024"));
    const counts = await until("the counts are there", () =>
      tab.evaluate(() => {
        const found = [...document.querySelectorAll(".list-value")].map((one) => [
          /** @type {HTMLElement} */ (one).dataset.key,
          one.querySelector(".list-value-count")?.textContent,
        ]);
        return found.length ? /** @type {Record<string, string>} */ (Object.fromEntries(found)) : null;
      }),
    );
    assert.equal(counts["show all"], number(year.length));
    assert.equal(counts["show unread"], number(year.filter(({ own }) => own.read === null).length));
    assert.equal(counts["period 2025"], number(between("2025-01-01", "2025-12-31")), "beside the others, not below");
    const sections = Object.entries(counts).filter(([key]) => key.startsWith("section "));
    assert.ok(sections.length > 3);
    for (const [key, count] of sections) {
      assert.equal(count, number(year.filter(({ section }) => `section ${section}` === key).length), key);
    }
  });

  /** @param {string} from @param {string} to */
  function between(from, to) {
    const day = (/** @type {typeof made[0]} */ one) => one.published?.slice(0, 10) ?? "";
    return current.filter((one) => day(one) >= from && day(one) <= to).length;
  }
});

describe("orders", () => {
  it("are by title, by the article's date and by the time of saving", async () => {
    /** @type {[string, (one: typeof made[0], other: typeof made[0]) => number][]} */
    const cases = [
      ["title", (one, other) => one.title.localeCompare(other.title, "id", { numeric: true, sensitivity: "base" })],
      ["published", (one, other) => ((one.published ?? "") < (other.published ?? "") ? 1 : -1)],
      ["oldest", (one, other) => -newestFirst(one, other)],
    ];
    for (const [sort, order] of cases) {
      await goTo(`#?sort=${sort}`);
      const wanted = current.toSorted(order).slice(0, 5);
      assert.deepEqual(
        (await titles()).slice(0, 5),
        wanted.map(({ title }) => title),
        sort,
      );
    }
  });
});

describe("the search", () => {
  it("finds as one types, shows where, and survives a reload", async () => {
    await goTo("");
    await tab.key("/");
    await tab.type("zaitunperak");
    await says(words("libraryFound", "1", number(made.length)));
    await until("the piece of the text is shown", () =>
      tab.evaluate(() => document.querySelector(".list-row mark")?.textContent === "zaitunperak"),
    );
    await until("the address has it", async () => (await address()) === "#?q=zaitunperak");
    await tab.goto("about:blank");
    await tab.goto(`${browser.address("library/library.html")}#?q=zaitunperak`);
    await says(words("libraryFound", "1", number(made.length)));
    assert.deepEqual(await titles(), [lone.title]);
  });

  it("goes on finding by the beginning of a word when the focus is elsewhere, and after a reload", async () => {
    await goTo("");
    await tab.key("/");
    await tab.type("zaitunp");
    const one = words("libraryFound", "1", number(made.length));
    await says(one);
    await tab.key("ArrowDown");
    await focusAt(1);
    const isUnread = () => tab.evaluate(() => document.querySelector(".list-row")?.classList.contains("list-unread"));
    const before = await isUnread();
    for (const wanted of [!before, before]) {
      await tab.key("r");
      await until("it is shown", async () => (await isUnread()) === wanted);
      assert.deepEqual(await titles(), [lone.title]);
    }
    await goTo("#?q=zaitunp");
    await says(one);
    assert.deepEqual(await titles(), [lone.title]);
  });

  it("says so when nothing is found, and leads back", async () => {
    await goTo("#?q=tidakadakataini&show=unread");
    await until("it says so", async () =>
      (await tab.heard()).some(
        (one) => one.role === "heading" && one.name === words("libraryNothing", "tidakadakataini"),
      ),
    );
    await tab.press("button", words("libraryClear"));
    await until("the filter stays", async () => (await address()) === "#?show=unread");
    assert.ok((await titles()).length > 3);
  });
});

describe("many at once", () => {
  const partial = current.filter(({ access }) => access === "partial");
  const away = made.length - current.length;

  it("are selected one by one, as a stretch, and all that the filters leave", async () => {
    await goTo("#?access=partial");
    await tab.key("j");
    await tab.key("x");
    await says(words("selectedCount", "1"));
    await tab.key("Shift+ArrowDown");
    await tab.key("Shift+ArrowDown");
    await says(words("selectedCount", "3"));
    await tab.key("Escape");
    await says(words("libraryFound", number(partial.length), number(made.length)));
    await tab.key("a");
    await says(words("selectedCount", number(partial.length)));
  });

  it("go to the archive and come back", async () => {
    await tab.key("e");
    await offers(words("archivedMany", number(partial.length)));
    assert.equal(await stored(isAway), away + partial.length);
    await until("none is left here", async () => (await titles()).length === 0);
    await tab.press("button", words("undo"));
    await says(words("libraryFound", number(partial.length), number(made.length)));
    assert.equal(await stored(isAway), away);
  });

  it("get a tag, which is then a filter", async () => {
    await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".list-row a"))?.focus());
    await tab.key("a");
    await tab.key("t");
    await until("the field has the focus", () =>
      tab.evaluate(() => document.activeElement?.closest("dialog") !== null),
    );
    await tab.type("uji bersama");
    await tab.key("Enter");
    const has = (/** @type {any} */ own) => own.tags.includes("uji bersama");
    await offers(words("taggedMany", number(partial.length), "uji bersama"));
    assert.equal(await stored(has), partial.length);
    await goTo("#?tag=uji+bersama");
    await says(words("libraryFound", number(partial.length), number(made.length)));
  });

  it("are deleted, and put back exactly as they were", async () => {
    const before = await storedRecords(browser);
    await tab.key("j");
    await tab.key("a");
    await says(words("selectedCount", number(partial.length)));
    await tab.key("Delete");
    await offers(words("deletedMany", number(partial.length)));
    assert.deepEqual(await titles(), []);
    assert.equal(Object.keys(await storedRecords(browser)).length, made.length - partial.length);
    await tab.press("button", words("undo"));
    await says(words("libraryFound", number(partial.length), number(made.length)));
    assert.deepEqual(await storedRecords(browser), before);
    assert.ok(await focus(), "the focus is in the list");
  });

  it("are put back while another article is read, which stays where it is", async () => {
    await goTo("");
    await until("rows are there", async () => (await titles()).length > 3);
    for (let at = 1; at <= 40; at += 1) await tab.key("j");
    await focusAt(40);
    const title = (await focus())?.title ?? "";
    await tab.key("Delete");
    await offers(words("deletedOne", title));
    await tab.key("Enter");
    const read = await until(
      "another one is open",
      async () => (await tab.heard()).find((one) => one.level === 1 && one.name !== words("library"))?.name,
    );
    await tab.press("button", words("undo"));
    await until("it is put back", async () => Object.keys(await storedRecords(browser)).length === made.length);
    await until("the focus is in the article", () =>
      tab.evaluate(
        (name) => document.activeElement?.localName === "h1" && document.activeElement.textContent === name,
        read,
      ),
    );
    assert.equal(await tab.evaluate(() => scrollY), 0);
  });

  it("tell when it went wrong, and can be tried again (the fault is injected)", async () => {
    await goTo("#?access=partial");
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.before = area.set;
      area.set = () => Promise.reject(new Error("disk full"));
    });
    await tab.key("j");
    await tab.key("a");
    await tab.key("e");
    await until("it says so", async () => (await tab.heard()).some((one) => one.name === words("changeFailed")));
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.set = area.before;
    });
    assert.equal(await stored(isAway), away);
    await tab.press("button", words("retry"));
    await offers(words("archivedMany", number(partial.length)));
    assert.equal(await stored(isAway), away + partial.length);
  });
});

describe("on a phone", () => {
  it("keeps the filters behind one button", async () => {
    await goTo("");
    await tab.resize(360, 740);
    await tab.press("button", words("filters"));
    await until("they are open", async () => (await tab.heard()).some((one) => one.name === words("filterSection")));
    assert.ok(!(await tab.heard()).some((one) => one.role === "searchbox" && one.name === words("librarySearch")));
    await tab.key("Escape");
    await until("they are closed", async () => !(await tab.heard()).some((one) => one.name === words("filterSection")));
    await until("the button has the focus", () =>
      tab.evaluate(() => document.activeElement?.classList.contains("list-filter-button") ?? false),
    );
  });
});
