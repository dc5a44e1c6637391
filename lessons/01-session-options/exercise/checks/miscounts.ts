import { mistake, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { answeredIn } from './answers.ts'
import { asJson, countOf, isOneMore, isPutTogether, isUnchanged, type Count } from './count.ts'
import { isAnswered } from '../../../answers.ts'
import { isThrownAway } from './evidence.ts'
import { countedIn, regeneratedIn, RELOADED } from './places.ts'
import { first, second } from './scenes.ts'
import { NAN } from './shared.ts'

type Code = Evidence['code']

/** A mistake in what becomes of the count that the second visit finds. */
const miscount = (
  find: (count: Count, seen: Evidence) => number | boolean | null,
  says: (count: Count, code: Code) => string,
) =>
  mistake(
    (seen) => {
      const count = isCount(seen.run.at(second)) ? countOf(seen.run.at(second)) : undefined
      return count !== undefined && find(count, seen)
    },
    ({ run, code }) => {
      const count = countOf(run.at(second))
      return count === undefined ? '' : says(count, code)
    },
  )

/** Whether an answer can be the outcome of a count: one that is an error says nothing of it. */
const isCount = (seen: Seen): boolean =>
  seen.errors.length === 0 && (isAnswered(seen) || seen.json['visits'] !== undefined)

/** The line that has answered the second visit, or true. */
const answered = (run: Evidence['run'], code: Code) => answeredIn(code, run.at(second)) ?? true

/** The line in which the count is computed, or true. */
const computed = ({ name }: Count, code: Code) => countedIn(code, name) ?? true

/** What the second visit did with the count that the session held. The last one is said of whatever is left. */
export const miscounts = [
  miscount(
    ({ name, said }, { run, code }) =>
      isThrownAway(run.at(second)) && said === run.at(first).json['visits'] && regeneratedIn(code, name),
    ({ name, before }) =>
      `The session was found, and it held ${name}: ${asJson(before)}. Then regenerate() threw it away and made ` +
      'another, which is empty. So the count began anew.',
  ),
  miscount(
    (count, { code }) => isPutTogether(count) && computed(count, code),
    ({ name, before, said }) =>
      `The session held ${name}: ${asJson(before)}, and the answer said ${asJson(said)}, which is text. With text, + ` +
      'does not add: it puts one behind the other.',
  ),
  miscount(
    (count, { code }) => count.before === null && computed(count, code),
    ({ name }) => `The first visit left ${name}: null in the session. ${NAN}`,
  ),
  miscount(
    ({ said }, { run, code }) => said === null && answered(run, code),
    () => `The answer said null. ${NAN}`,
  ),
  miscount(
    ({ before, after }, { run, code }) => before === 1 && after === 2 && answered(run, code),
    ({ name, before, said }, code) =>
      `The session went from ${name}: 1 to 2, and the answer said ${asJson(said)}` +
      (said === before ? ', the number from before.' : '.') +
      (said === before && code.has(/\w\+\+/) ? ' n++ gives what n was before one is added.' : ''),
  ),
  miscount(
    (count, { run, code }) =>
      isUnchanged(count) && run.at(second).store.filter(({ op }) => op === 'get').length > 1 && code.line(RELOADED),
    ({ name, before }) =>
      `reload() takes the session from the store once more. There it still held ${name}: ${asJson(before)}: what this ` +
      'visit had put into it was not saved yet, and is gone.',
  ),
  miscount(
    (count, { code }) => isUnchanged(count) && computed(count, code),
    ({ name, before, said }) =>
      `The session held ${name}: ${asJson(before)} before this visit and the same after it, and the answer said ` +
      `${asJson(said)}. Look at how the new number is computed.`,
  ),
  miscount(
    (count, { code }) => isOneMore(count) && computed(count, code),
    ({ name, before, after }) =>
      `This visit added one: the session went from ${name}: ${asJson(before)} to ${asJson(after)}. It was the first ` +
      `visit that left ${asJson(before)} there, and not 1.`,
  ),
  miscount(
    (count, { code }) => computed(count, code),
    ({ name, before, after, said }) =>
      `The session went from ${name}: ${asJson(before)} to ${asJson(after)}, and the answer said ${asJson(said)}. ` +
      'Look at how the new number is computed.',
  ),
]
