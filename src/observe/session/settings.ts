import type { ValueFacts } from '../observation.ts'
import { valueFacts } from '../show.ts'
import type { Growing } from '../underway.ts'
import { ownParts } from './own-parts.ts'

/** Names of options that say where a store keeps sessions. Other texts may hold a password, as the address of a database does. */
const PLACE_NAME = /path|dir|folder|file|prefix|table|collection|schema/i

/** Names of options that say how long: a number, or a text by mistake, as in `24h`. */
const TIME_NAME = /^ttl$/i

/** The most that is told of one store. */
const MOST = 40

/** What a store holds of its options: in `options`, as session-file-store does, or itself, as that of connect-redis does. */
export function settingsOf(store: object): Growing<Readonly<Record<string, ValueFacts>>> {
  const own = ownParts(store)
  const all = Object.entries({ ...own, ...ownParts(own['options']) })
  return Object.fromEntries(
    all
      .filter(([name, value]) => isPlain(value) || (typeof value === 'string' && isTold(name, value)))
      .slice(0, MOST)
      .map(([name, value]) => [name, valueFacts(value, name)]),
  )
}

const isPlain = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean'

const isTold = (name: string, value: string): boolean =>
  TIME_NAME.test(name) || (PLACE_NAME.test(name) && !value.includes('://'))
