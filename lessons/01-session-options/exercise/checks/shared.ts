import { mistake, type Send } from '../../../../src/exercise/index.ts'
import { answeredIn } from './answers.ts'
import { bodyOf } from '../../../answers.ts'
import { isMute, lacksSecret } from './evidence.ts'

/** What may be wrong with any visit. */

/** An answer without a number of visits. */
export const mute = (of: Send, expected: number) =>
  mistake(
    ({ run, code }) => isMute(run.at(of)) && (answeredIn(code, run.at(of)) ?? true),
    ({ run }) =>
      `The answer was ${bodyOf(run.at(of))}. The number is looked for in visits, as in {"visits":${expected}}.` +
      (bodyOf(run.at(of)) === '{}' ? ' What is undefined does not come out in JSON.' : ''),
  )

/** A request that session() refused. The first check says more of it. */
export const refused = (of: Send) =>
  mistake(({ run }) => lacksSecret(run.at(of)), 'This request ended in an error: session() has no secret.')

export const NAN =
  'JSON writes null for NaN, and NaN is what undefined + 1 makes: on a first visit there is no count yet.'
