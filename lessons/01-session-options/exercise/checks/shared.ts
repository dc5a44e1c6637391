import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { answeredIn } from './answers.ts'
import { bodyOf, isMute, lacksSecret, type Seen } from './evidence.ts'

/** What may be wrong with any visit. */

type Run = Evidence['run']

/** An answer without a number of visits. */
export const mute = (of: (run: Run) => Seen, expected: number) =>
  mistake(
    ({ run, code }) => isMute(of(run)) && (answeredIn(code, of(run)) ?? true),
    ({ run }) =>
      `The answer was ${bodyOf(of(run))}. The number is looked for in visits, as in {"visits":${expected}}.` +
      (bodyOf(of(run)) === '{}' ? ' What is undefined does not come out in JSON.' : ''),
  )

/** A request that session() refused. The first check says more of it. */
export const refused = (of: (run: Run) => Seen) =>
  mistake(({ run }) => lacksSecret(of(run)), 'This request ended in an error: session() has no secret.')

export const NAN =
  'JSON writes null for NaN, and NaN is what undefined + 1 makes: on a first visit there is no count yet.'
