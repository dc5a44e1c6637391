import { byHand, get, restart, send } from '../../../../src/exercise/index.ts'

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

/** By the start of the app that they came to. */
export const visitorsOf = {
  first: [first, second, ...visitors(3)],
  second: [firstAfterRestart, ...visitors(2, ' after the restart')],
}

export const scenes = [...visitorsOf.first, comesBack, restart('the same file once more'), ...visitorsOf.second]
