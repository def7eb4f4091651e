// @ts-check

/**
 * The search's index between visits, in IndexedDB. It is a copy of what the records say, so nothing here fails: what can't
 * be read is not there, and what can't be written is made again next time.
 */

const NAME = "finder";
const STORE = "kept";
const KEY = "index";

/** So long a database may take to answer, in milliseconds; another page's or a broken one may never do. */
const PATIENCE = 5_000;

/** @returns {Promise<Uint8Array | null>} */
export async function keptIndex() {
  const kept = await inStore("readonly", (store) => store.get(KEY));
  return kept instanceof Uint8Array ? kept : null;
}

/**
 * Says whether it is kept.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<boolean>}
 */
export async function keepIndex(bytes) {
  return (await inStore("readwrite", (store) => store.put(bytes, KEY))) === KEY;
}

/**
 * The result of one request, when its transaction is through; nothing where anything fails.
 *
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<unknown>}
 */
function inStore(mode, ask) {
  return new Promise((resolve) => {
    const fail = () => resolve(null);
    setTimeout(fail, PATIENCE);
    try {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = fail;
      opening.onblocked = fail;
      opening.onsuccess = () => {
        const database = opening.result;
        database.onversionchange = () => database.close();
        try {
          const work = database.transaction(STORE, mode);
          const request = ask(work.objectStore(STORE));
          work.oncomplete = () => {
            database.close();
            resolve(request.result);
          };
          work.onerror = fail;
          work.onabort = () => {
            database.close();
            fail();
          };
        } catch {
          database.close();
          fail();
        }
      };
    } catch {
      fail();
    }
  });
}
