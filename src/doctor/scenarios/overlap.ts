import type { Move, Visit } from '../../diagnosis/moves.ts'
import type { Doing } from '../site.ts'
import type { Scenario } from './scenario.ts'

/** Several requests of one browser at once. */
export const overlap: Scenario = {
  name: 'overlap',
  title: 'several requests at once',
  does: 'writes',
  moves({ look, write }) {
    // Many pages write, too.
    const all = [...look(), ...write({ follow: false })]
    const once = all.length < 2 ? all : [{ together: all }, ...look()]
    return [...once, ...twice(write)]
  },
  without: 'nothing else writes',
}

/** How long somebody takes to click once more, in milliseconds: a handler that waits for nothing is done by then. */
const SECOND_CLICK_MS = 40

/** All that writes, sent twice: the second time before an answer that takes a while is there. */
function twice(write: Doing['write']): readonly Move[] {
  const [first, second] = [write({ follow: false }), write({ follow: false })]
  // Both bring something new, or nobody would notice which of them is kept.
  const named = (one: Visit, name: string): Visit => ({ ...one, body: { ...one.body, name } })
  const clicks = first.flatMap((one, i) => [
    named(one, 'another'),
    ...second.slice(i, i + 1).map((other) => named(other, 'one more')),
  ])
  return clicks.length === 0 ? [] : [{ together: clicks, apartMs: SECOND_CLICK_MS }]
}
