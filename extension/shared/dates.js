// @ts-check

/**
 * Dates in words. The tables are our own: the browser's language says nothing about the reader's, and a small build of
 * a browser may not know Indonesian.
 */

/** @typedef {{weekdays: string[], months: string[], short: string[], clock: string}} Calendar */

/** @type {Record<string, Calendar>} */
const CALENDARS = {
  id: {
    weekdays: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    months: [
      ...["Januari", "Februari", "Maret", "April", "Mei", "Juni"],
      ...["Juli", "Agustus", "September", "Oktober", "November", "Desember"],
    ],
    short: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    clock: ".",
  },
  en: {
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    months: [
      ...["January", "February", "March", "April", "May", "June"],
      ...["July", "August", "September", "October", "November", "December"],
    ],
    short: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    clock: ":",
  },
};

/** Indonesia's three zones, by their offset. @type {Record<string, string>} */
const ZONES = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT", "+00:00": "UTC", Z: "UTC" };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A day and perhaps a time as they were written down, in the zone that they were written in.
 *
 * @typedef {{year: number, month: number, day: number, hour?: string, minute?: string, zone?: string}} Written
 */

/**
 * @param {string | null | undefined} iso
 * @returns {Written | null}
 */
function parse(iso) {
  const found = SHAPE.exec(iso ?? "");
  if (!found) return null;
  const [, year, month, day, hour, minute, zone] = found;
  const written = { year: Number(year), month: Number(month), day: Number(day), hour, minute, zone };
  const real = new Date(Date.UTC(written.year, written.month - 1, written.day));
  return real.getUTCMonth() === written.month - 1 && real.getUTCDate() === written.day ? written : null;
}

/** @param {string} lang */
const calendarOf = (lang) => CALENDARS[lang] ?? /** @type {Calendar} */ (CALENDARS.id);

/**
 * `Kamis, 28 Maret 2024, 09.32 WIB`; without the time where there is none. Null when `iso` is no date.
 *
 * @param {string | null | undefined} iso
 * @param {string} lang
 */
export function dateInWords(iso, lang) {
  const written = parse(iso);
  if (!written) return null;
  const calendar = calendarOf(lang);
  const weekday = calendar.weekdays[new Date(Date.UTC(written.year, written.month - 1, written.day)).getUTCDay()];
  const date = `${weekday}, ${written.day} ${calendar.months[written.month - 1]} ${written.year}`;
  return written.hour ? `${date}, ${time(written, calendar)}` : date;
}

/**
 * `09.32 WIB`, or null where `iso` has no time.
 *
 * @param {string | null | undefined} iso
 * @param {string} lang
 */
export function timeInWords(iso, lang) {
  const written = parse(iso);
  return written?.hour ? time(written, calendarOf(lang)) : null;
}

/**
 * @param {Written} written
 * @param {Calendar} calendar
 */
function time({ hour, minute, zone }, calendar) {
  const name = zone && (ZONES[zone] ?? `UTC${zone.replace("-", "−").replace(":", calendar.clock)}`);
  return `${hour}${calendar.clock}${minute}${name ? ` ${name}` : ""}`;
}

/**
 * `28 Mar 2024`. Null when `iso` is no date.
 *
 * @param {string | null | undefined} iso
 * @param {string} lang
 */
export function shortDate(iso, lang) {
  const written = parse(iso);
  return written && `${written.day} ${calendarOf(lang).short[written.month - 1]} ${written.year}`;
}

/**
 * The day of an instant where the reader is: `2024-03-28`.
 *
 * @param {Date} instant
 */
export function localDay(instant) {
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}
