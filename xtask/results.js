// @ts-check

/**
 * A reporter for node's test runner: one line of JSON for each test that ended, for the build program's table.
 *
 * @param {AsyncIterable<{type: string, data: any}>} events
 */
export default async function* results(events) {
  /** What the test under way stands in, outermost first. @type {string[]} */
  const names = [];
  for await (const { type, data } of events) {
    if (type === "test:start") {
      names.length = data.nesting;
      names.push(data.name);
    }
    if (type !== "test:pass" && type !== "test:fail") continue;
    const { name, nesting, file = "", skip, details } = data;
    // A group says nothing of its own, unless it broke before its tests could run.
    if (details?.type === "suite" && (type === "test:pass" || details.error?.failureType === "subtestsFailed"))
      continue;
    const result = type === "test:fail" ? "failed" : skip === undefined || skip === false ? "passed" : "skipped";
    const why = typeof skip === "string" ? skip : undefined;
    yield `${JSON.stringify({ file, name: [...names.slice(0, nesting), name].join(", "), result, why })}\n`;
  }
}
