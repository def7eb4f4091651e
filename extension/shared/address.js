// @ts-check

/** Longer addresses than this are no use to a reader, and a burden to everybody else. */
const LONGEST = 8192;

/**
 * `value` as a full http or https address, or null. Relative addresses have no meaning outside their page.
 *
 * @param {unknown} value
 * @returns {string | null}
 */
export function webAddress(value) {
  if (typeof value !== "string" || value.length > LONGEST || !/^https?:\/\//i.test(value)) return null;
  const url = URL.parse(value);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}

/**
 * The host of a web address as people know it, without `www.`.
 *
 * @param {string} address
 */
export function hostOf(address) {
  return URL.parse(address)?.hostname.replace(/^www\./, "") ?? "";
}
