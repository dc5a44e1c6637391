import {
  byHand,
  get,
  mistake,
  restart,
  send,
  worthOf,
  type Evidence,
  type Run,
} from '../../../../src/exercise/index.ts'

/** What happens: many visitors, one who comes back, and as many others after a restart. */

/** The same at both starts, while the port of the app is not. */
const HOST = { Host: 'localhost:3000' }

/** So many visitors that letters which can turn up in ids do turn up. */
export const VISITORS = 40

/** A visitor without a cookie, each time another one. */
const visitor = (name: string) => send(name, get('/', { headers: HOST }), { browser: null })

const visitors = (from: number, ending = '') =>
  Array.from({ length: VISITORS + 1 - from }, (_, index) => visitor(`visitor ${from + index}${ending}`))

export const first = visitor('visitor 1')
export const second = visitor('visitor 2')
export const comesBack = byHand('visitor 1 again', get('/', { headers: HOST }), (run) =>
  run.at(first).set ? run.at(first).cookieHeader() : undefined,
)
export const firstAfterRestart = visitor('visitor 1 after the restart')

const starts = [
  [first, second, ...visitors(3)],
  [firstAfterRestart, ...visitors(2, ' after the restart')],
] as const

export const scenes = [...starts[0], comesBack, restart('the same file once more'), ...starts[1]]

/** The ids in the cookies of all visitors, and the second in which each came: the Date header is from the app's own clock. */
const given = (run: Run) =>
  starts.map((all) =>
    all.flatMap((one) => {
      const { set, header } = run.at(one)
      return set?.id ? [{ id: set.id, second: Date.parse(header('Date') ?? '') / 1000 }] : []
    }),
  )

/** What the ids are worth. */
export const worth = (run: Run) => {
  const [before = [], after = []] = given(run)
  return worthOf(before, after)
}

/** The ids of both starts; none if a single visitor got none, because then nothing can be said of them. */
export function allIds(run: Run): readonly string[] {
  const ids = given(run).flatMap((all) => all.map(({ id }) => id))
  return ids.length === 2 * VISITORS ? ids : []
}

/** What genid is made with in the learner's file: it stands there for the last session() that was called. */
export const genid = ({ tree, observation }: Evidence) => tree.option(observation.sessions.at(-1)?.at ?? null, 'genid')

/** What keeps every check but the first from being looked at. */
export const noIds = mistake(
  ({ run }) => allIds(run).length === 0,
  'Not every visitor got an id, so there is nothing to look at here. The first check says why.',
)
