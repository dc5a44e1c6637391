import { kindOf } from '../show.ts'

/** The data of a session, without its cookie: what stands under each key, as text to compare. */
export type Keys = ReadonlyMap<string, string>

/** The data that a session holds now. A getter is not asked. */
export function keysOf(session: object): Keys {
  const keys = new Map<string, string>()
  for (const [key, { value, get, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(session)))
    if (key !== 'cookie' && enumerable && !get) keys.set(key, textOf(value))
  return keys
}

/** The keys under which something else stands than before, or nothing any more. */
export const changedKeys = (before: Keys, after: Keys): string[] => [
  ...[...after].flatMap(([key, text]) => (before.get(key) === text ? [] : [key])),
  ...[...before.keys()].filter((key) => !after.has(key)),
]

/** A value as text to compare. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return kindOf(value) + JSON.stringify(value)
  } catch {
    return 'not JSON'
  }
}
