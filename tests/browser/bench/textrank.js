// @ts-check

/**
 * The `most` sentences that TextRank ranks first, by their index (Mihalcea and Tarau, 2004): sentences vote for those that
 * share words with them. Plain, for comparing speeds; it runs in the page as it stands, so it may use nothing from outside.
 *
 * @param {string[]} sentences
 * @param {number} most
 * @returns {number[]}
 */
export function textRank(sentences, most) {
  const damping = 0.85;
  const words = sentences.map((sentence) => new Set(sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const weights = words.map((one, row) =>
    words.map((other, column) => {
      if (row === column || one.size < 2 || other.size < 2) return 0;
      let shared = 0;
      for (const word of one) if (other.has(word)) shared += 1;
      return shared / (Math.log(one.size) + Math.log(other.size));
    }),
  );
  const sums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let ranks = words.map(() => 1);
  for (let round = 0; round < 30; round += 1) {
    const before = ranks;
    ranks = weights.map((row, here) => {
      let votes = 0;
      for (let there = 0; there < row.length; there += 1) {
        const sum = sums[there] ?? 0;
        if (sum > 0) votes += ((weights[there]?.[here] ?? 0) / sum) * (before[there] ?? 0);
      }
      return 1 - damping + damping * votes;
    });
    if (ranks.every((rank, index) => Math.abs(rank - (before[index] ?? 0)) < 1e-4)) break;
  }
  const order = ranks.map((_, index) => index).sort((one, other) => (ranks[other] ?? 0) - (ranks[one] ?? 0));
  return order.slice(0, most).sort((one, other) => one - other);
}
