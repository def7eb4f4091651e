// @ts-check

/** A request that is declined, with a code that never changes; the shell has words for each. */
export class Refusal extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}
