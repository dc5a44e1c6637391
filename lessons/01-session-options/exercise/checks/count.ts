import { dataOf, type Seen } from '../../../../src/exercise/index.ts'

/** What became of the count that a session held when it was found for a visit. */
export interface Count {
  /** The name under which the session holds it. */
  readonly name: string
  readonly before: unknown
  /** What the session held when the visit was over. */
  readonly after: unknown
  /** What the answer said. */
  readonly said: unknown
}

/** The count in the session that was found for a visit; undefined if none was found, or if it cannot be told which it is. */
export function countOf({ store, json, found, askedFor }: Seen): Count | undefined {
  const held = dataOf(found)
  const [only, ...more] = Object.keys(held)
  const name = 'visits' in held || more.length > 0 ? 'visits' : only
  if (name === undefined || !(name in held)) return undefined
  const saved = store.findLast(({ op, id }) => op === 'set' && id === askedFor)
  return { name, before: held[name], after: (saved?.session ?? held)[name], said: json['visits'] }
}

/** A value as JSON, as the store and the answer write it. */
export const asJson = (value: unknown): string => JSON.stringify(value) ?? 'undefined'

export const isUnchanged = ({ before, after }: Count): boolean => asJson(before) === asJson(after)

/** Whether something was put behind the count, as + does with text. */
export const isPutTogether = ({ before, said }: Count): boolean =>
  typeof said === 'string' && said.length > String(before).length && said.startsWith(String(before))

/** Whether a visit added one and said so; what it began with was wrong. */
export const isOneMore = ({ before, after, said }: Count): boolean =>
  typeof before === 'number' && after === before + 1 && said === after
