import { check, mistake } from '../../../src/exercise/index.ts'
import type { Run } from '../../../src/lesson/index.ts'

/** Under which ids the store was given the session of the first visitor. */
const stored = ({ first }: Run) => first.store.flatMap(({ op, id }) => (op === 'set' ? [id] : []))

export const comeback = check('comeback', 'Whoever comes back with the cookie finds their session again.', {
  exchange: 'visitor 1 again',
  header: '> Cookie',
  holds: (run) => run.exchange('visitor 1 again').traced('session found'),
  mistakes: [
    mistake(
      ({ run }) => !run.first.set?.id,
      'The first visitor got no cookie with an id in it, so there is nothing to come back with.',
    ),
    mistake(
      ({ run, code }) =>
        stored(run).length > 0 &&
        !stored(run).includes(run.first.set?.id ?? '') &&
        (code.line(/\.sessionID\s*[+]?=(?!=)/) ?? true),
      ({ run }) =>
        `The cookie carries the id ${run.first.set?.id}, and the store has the session under ${stored(run).at(-1)}. So nobody ` +
        'finds it again. An id that is changed after express-session made it is changed in the cookie only.',
    ),
  ],
  otherwise: 'The first visitor came back with the cookie, and express-session found no session for the id in it.',
})
