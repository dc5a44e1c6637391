import { mistake, type Send } from '../../../../src/exercise/index.ts'
import { answeredIn, stoppedAbove } from './answers.ts'
import { isRefused } from './evidence.ts'
import { usedIn } from './places.ts'

/** What answers a visit instead of its route. */

/** Something above the route that answered. */
export const stopped = (of: Send) =>
  mistake(
    ({ run, code }) => isRefused(run.at(of)) && (stoppedAbove(code, run.at(of))?.line ?? null),
    ({ run, code }) => {
      const { line, route } = stoppedAbove(code, run.at(of)) ?? { line: 0, route: 0 }
      const used = usedIn(code) ?? 0
      const below =
        used > line && used < route
          ? `session() in line ${used} and the route in line ${route} stand`
          : `The route in line ${route} stands`
      return (
        `This answered the visit, with ${run.at(of).status}${run.at(of).status < 400 ? ', a redirect' : ''}. ${below} below it. Express goes from top to bottom, and an ` +
        'answer is the end of the way.'
      )
    },
  )

/** An answer that says that something is wrong, and no number. */
export const failing = (of: Send) =>
  mistake(
    ({ run, code }) =>
      isRefused(run.at(of)) &&
      run.at(of).status >= 400 &&
      run.at(of).json['visits'] === undefined &&
      answeredIn(code, run.at(of)),
    ({ run }) =>
      `This answered the visit, with ${run.at(of).status}, and no number came. Look why it came to this line.`,
  )
