import { inspectAnything } from '../../src/cookie/inspect-anything.ts'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { renderFolded } from '../../src/terminal/cookie/folded.ts'
import { renderInspect } from '../../src/terminal/cookie/inspect.ts'
import { safeJson } from '../../src/terminal/safe-json.ts'
import { createStyle } from '../../src/terminal/style.ts'
import { HOSTILE } from '../torture/hostile-pastes.ts'
import { print, row } from './table.js'

/**
 * How long the nastiest pastes of 1 MB take to be taken apart and shown, and how much longer than those of half the size: 2
 * where the time is linear in the length. Prints; never fails because a machine is slow. Run it with
 * `npx jiti test/bench/nasty.js`.
 */

const LENGTH = 1_000_000
const ROUNDS = 3
const MAC = `.${'m'.repeat(43)}`

const repeat =
  (piece, before = '', after = '') =>
  (length) =>
    before + piece.repeat(Math.ceil(length / piece.length)) + after

const nested = (open, close) => (length) => {
  const depth = Math.ceil(length / (open.length + close.length))
  return `j:${open.repeat(depth)}1${close.repeat(depth)}`
}

/** Each makes a paste of about so many characters. */
const SHAPES = {
  letters: repeat('a'),
  'dots behind s:': repeat('.', 's:'),
  'equals signs': repeat('='),
  semicolons: repeat(';'),
  'empty pairs': repeat('a;'),
  'a Cookie header': repeat('a=b; '),
  'the same cookie': repeat('Cookie: a=b\n'),
  'Set-Cookie lines': repeat('Set-Cookie: a=b\n'),
  'Set-Cookie, joined': repeat('a=b; Path=/, '),
  attributes: repeat('; x', 'Set-Cookie: a=b'),
  'commas behind ;': repeat(',', 'a=b;'),
  'percent signs': repeat('%'),
  'encoded over and over': repeat('25', 's%', '3A'),
  'lines of pairs': repeat('a\n'),
  'an encoded value, broken': repeat('b\n', 's%3Aa\n'),
  'a raw value, broken': repeat('\nb', 's:a'),
  spaces: repeat(' ', 'a', 'b'),
  tabs: repeat('\t', 'a'),
  'double quotes': repeat('"'),
  'single quotes': repeat("'"),
  brackets: repeat('['),
  'JSON, nested lists': nested('[', ']'),
  'JSON, nested objects': nested('{"a":', '}'),
  'JSON, a list of headers': repeat('"a=b",', '[', '"c=d"]'),
  'JSON, escaped quotes': repeat('\\"', 'j:"', '"'),
  'curl, open quotes': repeat("-H '", 'curl '),
  'curl, spaces': repeat(' ', 'curl -b'),
  'curl, escaped quotes': repeat("'\\''", "curl -b '"),
  'curl, carets': repeat('^', 'curl ^"'),
  'curl -v, a note': repeat('" for domain ', '* Added cookie a="'),
  'signatures in a row': repeat(`s:x${MAC};`, 'a='),
  'signatures, a line each': repeat(`s:x${MAC}\n`),
  'line separators': repeat(`id=s%3Ax${MAC};\u2028`),
  'a long token': repeat('a', 'eyJhbGciOiJIUzI1NiJ9.', '.b'),
  'a token of dots': repeat('.', 'eyJ'),
  'a long id of digits': repeat('1', 's:', MAC),
  'a long id of letters': repeat('é', 's:', MAC),
  'a long id of emoji': repeat('😀', 's:', MAC),
  escapes: repeat('\u001b[31m', 's:', MAC),
  'halves of letters': repeat('\ud800'),
  'wide letters': repeat('漢'),
  'a long date': repeat('1:1:1 ', 'Set-Cookie: a=b; Expires='),
  'header names': repeat('cookie:'),
  'an open list': repeat("'a\n", '[\n'),
}

// Loaded on demand by several at once, a loader of TypeScript gives some of them half a module.
await import('../../src/terminal/cookie/attributes.ts')
await import('../../src/terminal/cookie/content.ts')

const style = await createStyle({ colour: 0, unicode: true, size: () => ({ columns: 80, rows: 24 }) })

/** Measures every shape. */
async function benchNasty() {
  const inspect = async (paste) => {
    const { cookies } = inspectPaste(paste, { secrets: ['a secret'] })
    safeJson({ cookies: cookies.map(({ report }) => report) })
    // A screen for a hundred thousand cookies nobody reads.
    if (cookies.length < 100) await renderInspect(cookies, Date.now(), style)
  }
  print(`pastes of ${LENGTH.toLocaleString('en')} characters: read, checked, written as JSON and as a screen`)
  await measure(SHAPES, LENGTH, inspect)
}

/** In UTF-16 units: what is longer is looked at in the ordinary way only. */
const SHORT = 10_000

/** Measures what is looked at again, for cookies in code, tables and prose. */
async function benchHostile() {
  const inspect = async (paste) => {
    const { cookies } = await inspectAnything(paste, { secrets: ['a secret'] })
    await renderFolded(cookies, style, '--all')
    await renderInspect(cookies, Date.now(), style)
  }
  print(`pastes of ${SHORT.toLocaleString('en')} characters, looked at again: read, checked, written as two screens`)
  await measure(HOSTILE, SHORT, inspect)
}

async function measure(shapes, length, inspect) {
  row('', 'best of three', 'half of it', 'times as long')
  for (const [name, make] of Object.entries(shapes)) {
    const whole = await time(() => inspect(make(length)))
    const half = await time(() => inspect(make(length / 2)))
    row(name, `${whole.toFixed(0)} ms`, `${half.toFixed(0)} ms`, (whole / half).toFixed(1))
  }
}

/** The best of a few rounds, in milliseconds of this process. */
async function time(work) {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

await benchHostile()
await benchNasty()
