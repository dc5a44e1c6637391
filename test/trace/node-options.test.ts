import { expect, test } from 'vitest'
import { grants, withInstrument } from '../../src/trace/node-options.ts'

test.each([
  [undefined, '/a/observe.cjs', '--require=/a/observe.cjs'],
  ['', '/a/observe.cjs', '--require=/a/observe.cjs'],
  [' ', '/a/observe.cjs', '--require=/a/observe.cjs'],
  ['--max-old-space-size=200', '/a/observe.cjs', '--require=/a/observe.cjs --max-old-space-size=200'],
  ['--require "/c d/e.js"', '/a/observe.cjs', '--require=/a/observe.cjs --require "/c d/e.js"'],
  [undefined, '/a b/observe.cjs', '--require="/a b/observe.cjs"'],
  [undefined, String.raw`/a "b\/c`, String.raw`--require="/a \"b\\/c"`],
])('NODE_OPTIONS %j with %s becomes %s', (present, instrument, expected) => {
  expect(withInstrument(present, instrument)).toBe(expected)
})

test('further options stand between ours and those that were there', () => {
  expect(withInstrument('--title=a', '/a.cjs', ['--allow-fs-read=/a/*'])).toBe(
    '--require=/a.cjs --allow-fs-read=/a/* --title=a',
  )
})

test.each([
  [['server.js'], undefined, false],
  [['--permission', 'server.js'], undefined, true],
  [['--experimental-permission', 'server.js'], undefined, true],
  [['server.js'], '--title=a --permission', true],
  [['--permission-audit', 'server.js'], undefined, false],
])('the words %j with NODE_OPTIONS %j need grants: %s', (rest, present, expected) => {
  expect(grants({ program: 'node', rest }, present, '/tutor', '/tmp/x/s')).toEqual(
    expected ? ['--allow-fs-read=/tutor/*', '--allow-fs-read=/tmp/x/s', '--allow-fs-write=/tmp/x/s'] : [],
  )
})
