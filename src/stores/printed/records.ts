import { isObject } from '../session-json.ts'
import { readField, readLiteral, type Literal } from './literal.ts'

/** A session that was found in a text, and what stands round it. */
export interface PrintedSession {
  readonly session: Readonly<Record<string, unknown>>
  /** What it may be kept under. */
  readonly ids: readonly string[]
  /** When the store lets go of it, as it is written there: a text or a number; undefined where nothing tells. */
  readonly end: unknown
}

/** What columns and fields are called in which stores keep an id, and an end. */
const ID = /^(?:_id|id|sid|session_?id|key)$/i
const END = /^(?:expires?|expired|expiry|expires_?at|expired_?at)$/i

/** In UTF-16 units. A session is a few kilobytes, and what is printed is read from many places on. */
export const LONGEST = 1024 * 1024

/** From so many places on a value is looked for. */
const MOST_PLACES = 200

/** Every session in a text, in the order in which they stand there. */
export function sessionsIn(text: string): readonly PrintedSession[] {
  const bare = text.slice(0, LONGEST).replaceAll(COLOUR, '')
  const found = find(bare)
  // A shell may have left the signs that kept quotes from it.
  return found.length > 0 || !bare.includes('\\"') ? found : find(bare.replaceAll('\\"', '"'))
}

/** What `console.log()` colours values with at a terminal. */
const COLOUR = /\u001b\[[\d;]*m/g

function find(text: string): readonly PrintedSession[] {
  const lines = joinCells(text)
  const found: PrintedSession[] = []
  let behind = 0
  let places = 0
  for (const { index } of lines.matchAll(/[{["'`]/g)) {
    if (index < behind) continue
    places += 1
    if (places > MOST_PLACES) break
    const [literal, sessions] = readAt(lines, index)
    if (literal === null) continue
    const before = lines.slice(behind, index)
    behind = literal.end
    found.push(
      ...sessions.map((record) => (record.isWhole ? withRow(record, before, lines.slice(literal.end)) : record)),
    )
  }
  return found
}

/** The sessions that a value holds which begins at some place; null if there are none. */
function readAt(text: string, index: number): readonly [Literal | null, readonly Candidate[]] {
  const isQuoted = text[index] === '"' || text[index] === "'"
  for (const read of isQuoted ? [readField, readLiteral] : [readLiteral]) {
    const literal = read(text, index)
    const sessions = literal === null ? [] : [...recordsOf(literal.value)]
    if (sessions.length > 0) return [literal, sessions]
  }
  return [null, []]
}

interface Candidate extends PrintedSession {
  /** Nothing but the session itself was printed as a value: the rest of its row may stand beside it. */
  readonly isWhole: boolean
}

/** A session, a row that holds one, a text that does, or several of these. */
function* recordsOf(value: unknown, level = 0): Generator<Candidate> {
  if (level > 3) return
  if (typeof value === 'string') {
    const inner = /^\s*[{["]/.test(value) ? readLiteral(value, 0) : null
    if (inner) yield* recordsOf(inner.value, level + 1)
  } else if (Array.isArray(value)) {
    for (const one of value) yield* recordsOf(one, level + 1)
  } else if (isObject(value)) {
    if (isObject(value['cookie'])) yield { session: normal(value), ids: [], end: undefined, isWhole: true }
    else yield* rowsOf(value, level)
  }
}

function* rowsOf(row: Readonly<Record<string, unknown>>, level: number): Generator<Candidate> {
  const fields = Object.entries(row)
  const ids = fields.flatMap(([name, value]) => (ID.test(name) && typeof value === 'string' ? [value] : []))
  const [, end] = fields.find(([name]) => END.test(name)) ?? []
  for (const [name, value] of fields) {
    for (const { session } of recordsOf(value, level + 1))
      // MemoryStore prints its sessions by their ids.
      yield { session, ids: ids.length > 0 || FIELD.test(name) ? ids : [name], end: plain(end), isWhole: false }
  }
}

/** What the field is called that holds a session. */
const FIELD = /^(?:sess|session|data|json|value)$/i

/** As Extended JSON writes a date. */
const plain = (end: unknown): unknown => (isObject(end) && '$date' in end ? end['$date'] : end)

/** `console.log()` shows a Cookie with the fields behind its properties. */
function normal(session: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { _expires: expires, ...cookie } = session['cookie'] as Readonly<Record<string, unknown>>
  return { ...session, cookie: expires === undefined ? cookie : { expires, ...cookie } }
}

/** Adds what stands beside a session: the other cells of its row, or the fields above and below it. */
function withRow(record: PrintedSession, before: string, after: string): PrintedSession {
  const head = before.slice(before.lastIndexOf('\n') + 1)
  const tail = /^[^\n]*/.exec(after)?.[0] ?? ''
  const cells = [...cellsOf(head), ...cellsOf(tail)]
  const ids = cells.filter((cell) => LIKE_AN_ID.test(cell))
  const fields = [...`${before}\n${after}`.matchAll(/^\s*(\w+)\s*[|=:]\s*([^\s|][^\n|]*?)\s*$/gm)]
  const named = (name: RegExp) => fields.find(([, label = '']) => name.test(label))?.[2]
  const keys = [...before.matchAll(/\b(?:sess|session|sessions)[:/]([\w-]{8,})/g)].flatMap(([, id]) => id ?? [])
  const id = unquoted(named(ID) ?? '')
  return {
    ...record,
    ids: [...ids, ...keys, ...(/^\S{8,}$/.test(id) ? [id] : [])],
    end: cells.find((cell) => LIKE_AN_END.test(cell)) ?? named(END),
  }
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replaceAll('│', '|')
    .split(/[|,\t(]| {2,}/)
    .map((cell) => unquoted(cell.trim()))
    .filter((cell) => cell !== '')

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1[;)]*$/s, '$2')

/** As express-session makes them, a UUID, or a prefix and one of these. */
const LIKE_AN_ID = /^(?:[\w-]+:)?[\w-]{20,}$/

/** A point in time, or the seconds or milliseconds since 1970. */
const LIKE_AN_END = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?|^\d{10}(?:\d{3})?$/

/** psql breaks a cell with line feeds in it into lines that end in `+`: puts the pieces together again. */
function joinCells(text: string): string {
  if (!/\+[ \t]*(?:\||\r?$)/m.test(text)) return text
  const joined: string[][] = []
  let goesOn = false
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split('|')
    const row = joined.at(-1)
    if (goesOn && row?.length === cells.length)
      cells.forEach((cell, i) => (row[i] = `${row[i]?.replace(/\+[ \t]*$/, '')}${cell.trim()}`))
    else joined.push(cells)
    goesOn = cells.some((cell) => /\+[ \t]*$/.test(cell))
  }
  return joined.map((cells) => cells.map((cell) => cell.replace(/\+[ \t]*$/, '')).join('|')).join('\n')
}
