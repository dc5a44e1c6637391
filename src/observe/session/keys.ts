import { types } from 'node:util'
import { isGetter, isWorkedOut, ownValue } from '../own-value.ts'
import { kindOf } from '../show.ts'

/** The data of a session, without its cookie: what stands under each key, to compare. */
export type Keys = ReadonlyMap<string, Comparable>

/** What is equal as long as a value is: itself, or of an object, which may change inside, all that it holds as text. */
type Comparable = string | number | boolean | bigint | symbol | null

const COOKIE: ReadonlySet<string> = new Set(['cookie'])

/** What an object holds now, as a session its data. A getter is not asked. @param without keys that do not count */
export function keysOf(object: object, without = COOKIE): Keys {
  const keys = new Map<string, Comparable>()
  eachOf(object, without, (key, value) => {
    keys.set(key, value)
    return true
  })
  return keys
}

/** `keysOf(object, without)`, or what it was before where it is still the same. */
export function keysNow(object: object, before: Keys, without = COOKIE): Keys {
  let count = 0
  const isSame = eachOf(object, without, (key, value) => {
    count += 1
    return Object.is(before.get(key), value)
  })
  return isSame && count === before.size ? before : keysOf(object, without)
}

/** @param take gets a key and its value @returns whether it returned true for each */
function eachOf(
  object: object,
  without: ReadonlySet<string>,
  take: (key: string, value: Comparable) => boolean,
): boolean {
  const isProxy = types.isProxy(object)
  for (const key of Object.keys(object)) {
    if (without.has(key) || (isProxy ? isWorkedOut : isGetter)(object, key)) continue
    const value = isProxy ? ownValue(object, key) : (object as Readonly<Record<string, unknown>>)[key]
    if (!take(key, comparable(value))) return false
  }
  return true
}

/** The keys under which something else stands than before, or nothing any more. */
export const changedKeys = (before: Keys, after: Keys): string[] =>
  before === after
    ? []
    : [
        ...[...after].flatMap(([key, value]) => (Object.is(before.get(key), value) ? [] : [key])),
        ...[...before.keys()].filter((key) => !after.has(key)),
      ]

/** No text of an app begins like this. */
const MARK = '\0'

function comparable(value: unknown): Comparable {
  if (value === undefined || typeof value === 'function') return MARK + String(value)
  if (typeof value !== 'object' || value === null) return value as Comparable
  try {
    return MARK + kindOf(value) + JSON.stringify(value)
  } catch {
    return `${MARK}not JSON`
  }
}
