import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { answeredIn, stoppedAbove } from './answers.ts'
import { isRefused, type Seen } from './evidence.ts'
import { usedIn } from './places.ts'

/** What answers a visit instead of its route. */

type Run = Evidence['run']

/** Something above the route that answered. */
export const stopped = (of: (run: Run) => Seen) =>
  mistake(
    ({ run, code }) => isRefused(of(run)) && (stoppedAbove(code, of(run))?.line ?? null),
    ({ run, code }) => {
      const { line, route } = stoppedAbove(code, of(run)) ?? { line: 0, route: 0 }
      const used = usedIn(code) ?? 0
      const below =
        used > line && used < route
          ? `session() in line ${used} and the route in line ${route} stand`
          : `The route in line ${route} stands`
      return (
        `This answered the visit, with ${of(run).status}${of(run).status < 400 ? ', a redirect' : ''}. ${below} below it. Express goes from top to bottom, and an ` +
        'answer is the end of the way.'
      )
    },
  )

/** An answer that says that something is wrong, and no number. */
export const failing = (of: (run: Run) => Seen) =>
  mistake(
    ({ run, code }) =>
      isRefused(of(run)) && of(run).status >= 400 && of(run).json['visits'] === undefined && answeredIn(code, of(run)),
    ({ run }) => `This answered the visit, with ${of(run).status}, and no number came. Look why it came to this line.`,
  )
