import { expect, test } from 'vitest'
import { withInstrument } from '../../src/trace/node-options.ts'

const INSTRUMENT = 'file:///a%20b/register.js'

test.each([
  [undefined, '--import=file:///a%20b/register.js'],
  ['', '--import=file:///a%20b/register.js'],
  [' ', '--import=file:///a%20b/register.js'],
  ['--max-old-space-size=200', '--import=file:///a%20b/register.js --max-old-space-size=200'],
  ['--require "/c d/e.js"', '--import=file:///a%20b/register.js --require "/c d/e.js"'],
])('NODE_OPTIONS %j becomes %j', (present, expected) => {
  expect(withInstrument(present, INSTRUMENT)).toBe(expected)
})
