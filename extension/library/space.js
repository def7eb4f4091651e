// @ts-check

/**
 * How much room the library takes, and how much there is; null where the browser does not say. `quota` only where the
 * browser sets one for this extension.
 *
 * @param {typeof chrome} browser
 * @param {import("../shared/store.js").Store} store
 * @returns {Promise<{used: number | null, quota: number | null, free: number | null}>}
 */
export async function spaceOf(browser, store) {
  const area = browser.storage.local;
  const isUnlimited = browser.runtime.getManifest().permissions?.includes("unlimitedStorage") ?? false;
  const [used, estimate] = await Promise.all([
    usedOf(area, store).catch(() => null),
    navigator.storage.estimate().catch(() => null),
  ]);
  const quota = isUnlimited ? null : (area.QUOTA_BYTES ?? null);
  const free = estimate?.quota === undefined ? null : Math.max(0, estimate.quota - (estimate.usage ?? 0));
  return { used, quota, free };
}

/**
 * @param {chrome.storage.StorageArea} area
 * @param {import("../shared/store.js").Store} store
 */
async function usedOf(area, store) {
  // Not every browser counts for us.
  if (typeof area.getBytesInUse === "function") return area.getBytesInUse(null);
  let bytes = 0;
  for await (const handful of store.stored()) {
    bytes += new Blob(handful.map(({ stored }) => (typeof stored === "string" ? stored : JSON.stringify(stored)))).size;
  }
  return bytes;
}
