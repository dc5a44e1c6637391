import type { Pair, Ran } from '../../doctor/pair.ts'
import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Shown } from '../../terminal/explain/pair.ts'
import { seenIn, sessionsIn } from '../seen-in.ts'

/** The exchange that shows the cause, and the one in its place in the fixed app: the last one, where none shows it. */
export function exchangesOf({ broken, fixed, finding }: Pair): Shown {
  const { exchanges } = broken.observation
  const at = exchanges.findIndex(({ number, pid }) => number === finding?.exchange && pid === finding.pid)
  const place = at < 0 ? exchanges.length - 1 : at
  const all = (ran: Ran): readonly ExchangeSeen[] =>
    ran.observation.exchanges.map((facts) => seenIn(facts, ran.observation, ''))
  const [before, after] = [all(broken), all(fixed)]
  return { broken: before[place] ?? null, fixed: after[place] ?? null, sessions: sessionsIn([...before, ...after]) }
}
