// @ts-check

/**
 * The first truthy value of `look`, asked again and again. Fails with the last value that it saw.
 *
 * @template T
 * @param {string} what the sentence that was not true in time
 * @param {() => T | Promise<T>} look
 * @param {number} [seconds]
 * @returns {Promise<Exclude<NonNullable<T>, false | "" | 0>>}
 */
export async function until(what, look, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) return /** @type {Exclude<NonNullable<T>, false | "" | 0>} */ (last);
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`after ${seconds} s still not true: ${what}; last seen: ${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
