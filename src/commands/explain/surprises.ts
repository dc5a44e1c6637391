import { catalogue } from '../../diagnosis/catalogue.ts'
import type { Cause } from '../../diagnosis/cause.ts'
import { howOften } from '../../diagnosis/words/how-often.ts'
import { SURPRISES } from '../../diagnosis/words/surprises.ts'

/** What surprises people, with the codes of the causes that it may have, those that are reported most often first. */
export const surprises = (): readonly (readonly [title: string, codes: readonly string[]])[] =>
  Object.entries(SURPRISES).map(([symptom, title]) => [
    title,
    catalogue
      .filter(({ symptoms }) => symptoms.some((one) => one === symptom))
      .map(({ code }) => code)
      .toSorted((a, b) => howOften(b) - howOften(a)),
  ])

/**
 * The cause with a code.
 * @throws Error if there is none: codes that people type are looked up before
 */
export function causeOf(wanted: string): Cause {
  const cause = catalogue.find(({ code }) => code === wanted)
  if (!cause) throw new Error(`There is no cause ${wanted}.`)
  return cause
}

/** The causes with these codes, in their order. */
export const causesOf = (codes: readonly string[]): readonly Cause[] => codes.map(causeOf)
