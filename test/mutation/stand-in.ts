import { chai, expect } from 'vitest'

/** A test that can be run at any time, and again. */
export interface Test {
  readonly name: string
  readonly run: () => unknown
}

/** All tests of the files that were loaded, in order. */
export const tests: Test[] = []

const names: string[] = []

const test = (name: unknown, run: () => unknown): void => {
  tests.push({ name: [...names, String(name)].join(' > '), run })
}

const describe = (name: unknown, load: () => void): void => {
  names.push(String(name))
  load()
  names.pop()
}

/** Says the number of a row instead of what is in it: nobody reads these names but where all tests should pass, and one does not. */
const each =
  (declare: typeof test) =>
  (rows: readonly unknown[]) =>
  (name: unknown, run: (...row: readonly unknown[]) => void): void => {
    for (const [i, row] of rows.entries())
      declare(`${String(name)}, row ${i + 1}`, () => run(...(Array.isArray(row) ? row : [row])))
  }

/** How a snapshot prints an object of texts, but for the blanks in front of its lines. */
const printed = (texts: Readonly<Record<string, string>>): string =>
  [
    '{',
    ...Object.keys(texts)
      .toSorted()
      .map((name) => `"${name}": "${texts[name]}",`),
    '}',
  ].join('\n')

// That of Vitest would look for the file that it stands in.
chai.util.addMethod(
  chai.Assertion.prototype,
  'toMatchInlineSnapshot',
  function (this: Chai.Assertion, snapshot: string) {
    const text = printed(chai.util.flag(this, 'object'))
    if (text !== snapshot.trim().replaceAll(/^\s+/gm, '')) throw new Error(`${text} is not in the snapshot`)
  },
)

/**
 * What test files get instead of Vitest, which is not made to run one test thousands of times. Only what the tests of src/cookie use: a
 * test that asks for more fails when it is loaded.
 */
export const standIn = {
  expect,
  test: Object.assign(test, { each: each(test) }),
  describe: Object.assign(describe, { each: each(describe) }),
}
