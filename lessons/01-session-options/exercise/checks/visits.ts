import { answerOf, mistake, type Evidence, type Handle, type Seen } from '../../../../src/exercise/index.ts'
import { asJson, bodyOf, isAnswered } from '../../../answers.ts'

/** The number of visits that an answer says, as a number or as text; NaN if it says none. */
export const visits = ({ json }: Seen): number => {
  const said = json['visits']
  return typeof said === 'number' || (typeof said === 'string' && said !== '') ? Number(said) : Number.NaN
}

/** Where the handler that a visit came to last was added. */
export const handlerOf = (seen: Evidence, of: Handle<'send'>) =>
  seen.facts(of).layers.findLast(({ session }) => session === null)?.at ?? null

/** An answer that says that something is wrong, and no number. */
export const failing = (of: Handle<'send'>) =>
  mistake(
    ({ run, facts }) =>
      run.at(of).status >= 400 &&
      run.at(of).errors.length === 0 &&
      run.at(of).json['visits'] === undefined &&
      facts(of).answeredAt !== null &&
      answerOf(facts(of)),
    ({ run }) =>
      `This answered the visit, with ${run.at(of).status}, and there was no number. Find out why the request came to this line.`,
  )

/** An answer without a number of visits. */
export const mute = (of: Handle<'send'>, expected: number) =>
  mistake(
    ({ run, facts }) => isAnswered(run.at(of)) && run.at(of).json['visits'] === undefined && answerOf(facts(of)),
    ({ run }) =>
      `The answer was ${bodyOf(run.at(of))}. The number is looked for in visits, as in {"visits":${expected}}.` +
      (bodyOf(run.at(of)) === '{}' ? ' JSON leaves out a value that is undefined.' : ''),
  )

export const NAN = 'JSON writes null for NaN, and undefined + 1 is NaN: on a first visit there is no count yet.'

/** What a session holds, in words. */
export const wordsOf = (data: Seen['data']): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}: ${asJson(value)}`)
    .join(', ')
