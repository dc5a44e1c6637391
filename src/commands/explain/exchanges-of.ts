import type { Pair, Ran } from '../../doctor/pair.ts'
import type { ExchangeSeen } from '../../lesson/events.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import type { Shown } from '../../terminal/explain/pair.ts'
import { seenIn, sessionsIn } from '../seen-in.ts'
import { outsideOf } from './outside.ts'
import { differencesOf, HEADER, twinOf } from './traits.ts'

/**
 * The exchange that shows the cause, and the one that was sent for the same in the fixed app. Where these two are alike, the next ones that
 * differ: what a request did wrong may show only in a later one.
 */
export function exchangesOf({ broken, fixed, finding }: Pair): Shown {
  const { exchanges } = broken.observation
  const found = exchanges.findIndex(({ number, pid }) => number === finding?.exchange && pid === finding.pid)
  const start = found < 0 ? 0 : found
  const inOrder = [...exchanges.slice(start), ...exchanges.slice(0, start).toReversed()]
  const pairs = inOrder.map((own) => ({ own, twin: twinOf(own, broken.observation, fixed.observation) }))
  const telling = pairs.find(({ own, twin }) => twin === null || differencesOf(own, twin).length > 0)
  const { own, twin } = telling ?? pairs[0] ?? { own: null, twin: fixed.observation.exchanges.at(-1) ?? null }
  const differences = own && twin ? differencesOf(own, twin) : []
  return {
    broken: { exchange: own && seen(own, broken), outside: outsideOf(broken, own, fixed, twin) },
    fixed: { exchange: twin && seen(twin, fixed), outside: outsideOf(fixed, twin, broken, own) },
    headers: differences.filter((name) => name.startsWith(HEADER)).map((name) => name.slice(HEADER.length)),
    sessions: sessionsIn([...all(broken), ...all(fixed)]),
  }
}

const seen = (facts: ExchangeFacts, { observation }: Ran): ExchangeSeen => seenIn(facts, observation, '')

const all = (ran: Ran): readonly ExchangeSeen[] => ran.observation.exchanges.map((facts) => seen(facts, ran))
