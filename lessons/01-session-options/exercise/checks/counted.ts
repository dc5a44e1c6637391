import { answerOf, check, dataOf, mistake, optionOf, writeIn, type Evidence } from '../../../../src/exercise/index.ts'
import { asJson, isAnswered, stoppedAbove } from '../../../answers.ts'
import { first, second } from './scenes.ts'
import { failing, handlerOf, mute, NAN, visits, wordsOf } from './visits.ts'

/** What became of the count that a session held when it was found for a visit. */
interface Count {
  /** The name under which the session holds it. */
  readonly name: string
  readonly before: unknown
  /** What the session held when the visit was over. */
  readonly after: unknown
  /** What the answer said. */
  readonly said: unknown
}

/** The count in the session that was found for the second visit; undefined if none was found, or if it cannot be told which it is. */
function countOf({ run }: Evidence): Count | undefined {
  const { store, json, found, askedFor, errors } = run.at(second)
  const held = dataOf(found)
  const [only, ...more] = Object.keys(held)
  const name = 'visits' in held || more.length > 0 ? 'visits' : only
  if (name === undefined || !(name in held) || errors.length > 0) return undefined
  const saved = store.findLast(({ op, id }) => op === 'set' && id === askedFor)
  return { name, before: held[name], after: (saved?.session ?? held)[name], said: json['visits'] }
}

type Where = 'computed' | 'answered'

/** A mistake in what becomes of the count that the second visit finds. @param where the line that is shown */
const miscount = (
  is: (count: Count, seen: Evidence) => boolean,
  where: Where,
  says: (count: Count, seen: Evidence) => string,
) =>
  mistake(
    (seen) => {
      const count = countOf(seen)
      if (!count || !is(count, seen)) return false
      return where === 'answered' ? answerOf(seen.facts(second)) : writeIn(seen.facts(second), `session.${count.name}`)
    },
    (seen) => {
      const count = countOf(seen)
      return count ? says(count, seen) : ''
    },
  )

const isText = ({ before, said }: Count): boolean =>
  typeof said === 'string' && said.length > String(before).length && said.startsWith(String(before))

/** What a visit did with the count that it found. */
function wordsOfCount(count: Count): string {
  const { name, before, after, said } = count
  const [old, now, answer] = [before, after, said].map(asJson)
  if (isText(count))
    return `The session held ${name}: ${old}, and the answer said ${answer}, which is a string. With strings, + does not add: it puts one behind the other.`
  if (before === null) return `The first visit left ${name}: null in the session. ${NAN}`
  if (old === now)
    return `The session held ${name}: ${old} before this visit and after it, and the answer said ${answer}. Look at how the new number is computed.`
  return typeof before === 'number' && after === before + 1 && said === after
    ? `This visit added one: the session went from ${name}: ${old} to ${now}. It was the first visit that left ${old} there, and not 1.`
    : `The session went from ${name}: ${old} to ${now}, and the answer said ${answer}. Look at how the new number is computed.`
}

/** Where a visit calls a method of its session. */
const callOf = ({ facts }: Evidence, method: string) => facts(second).calls.find((call) => call.method === method)?.at

/**
 * Whether the session of the first visit ends in less than two seconds. Whether the second visit still meets it is then left to
 * chance: Expires has whole seconds.
 */
const isOver = ({ run }: Pick<Evidence, 'run'>): boolean => {
  const { originalMaxAge } = (run.at(first).session?.['cookie'] ?? {}) as { readonly originalMaxAge?: unknown }
  return typeof originalMaxAge === 'number' && originalMaxAge < 2000
}

export const counted = check('counted', 'The next visit of the same browser is number 2.', {
  exchange: second,
  header: '> Cookie',
  holds: (run) => visits(run.at(second)) === 2 && !isOver({ run }),
  symptoms: ['session-undefined', 'no-cookie', 'data-lost', 'new-id-every-request', 'logged-out-early', 'error-500'],
  mistakes: [
    mistake(
      (seen) => isOver(seen) && optionOf(seen, 'cookie.maxAge'),
      'The session of the first visit ends after less than two seconds: compare Expires with Date. maxAge counts milliseconds.',
    ),
    stoppedAbove(second),
    failing(second),
    mute(second, 2),
    mistake(
      (seen) => countOf(seen)?.said === visits(seen.run.at(first)) && (callOf(seen, 'regenerate') ?? false),
      (seen) =>
        `The session was found, and it held ${wordsOf(dataOf(seen.run.at(second).found))}. Then regenerate() threw it away ` +
        'and made another, which is empty. So the count started over.',
    ),
    miscount((count) => isText(count) || count.before === null, 'computed', wordsOfCount),
    miscount(
      ({ said }) => said === null,
      'answered',
      () => `The answer said null. ${NAN}`,
    ),
    miscount(
      ({ before, after }) => before === 1 && after === 2,
      'answered',
      ({ name, before, said }, seen) =>
        `The session went from ${name}: 1 to 2, and the answer said ${asJson(said)}` +
        (said === before ? ', the number from before.' : '.') +
        (said === before && seen.tree.writes(handlerOf(seen, second)).some(({ after }) => after)
          ? ' n++ gives what n was before one is added.'
          : ''),
    ),
    mistake(
      (seen) => asJson(countOf(seen)?.before) === asJson(countOf(seen)?.after) && (callOf(seen, 'reload') ?? false),
      (seen) =>
        `reload() takes the session from the store once more. There it still held ${wordsOf(dataOf(seen.run.at(second).found))}: ` +
        'what this visit put into it was not saved yet, and is lost.',
    ),
    miscount(() => true, 'computed', wordsOfCount),
    mistake(
      ({ run, facts }) => isAnswered(run.at(second)) && answerOf(facts(second)),
      ({ run }) =>
        run.at(second).found
          ? `The session was found, and it held ${wordsOf(dataOf(run.at(second).found)) || 'nothing'}. The answer should have said visits: 2.`
          : 'No session was found for this visit, so the app did not recognize the visitor and counted a first visit.',
    ),
  ],
  otherwise: 'The answer to the second visit of this browser should have said visits: 2.',
})
