import type { Seen } from '../../lesson/seen.ts'
import { timeOf } from '../exchange/when.ts'

/** The time in which somebody keeps a session. Times are in milliseconds since 1970. */
export interface Span {
  readonly id: string
  readonly from: number
  /** Its end. `open`: it was given none. `unknown`: nobody saw which. */
  readonly until: number | 'open' | 'unknown'
  /** When the end was moved. */
  readonly moved: readonly number[]
  /** It was ended before its time: by a new cookie, by destroy, or it was looked for and not found. */
  readonly isCut: boolean
}

/** What one of the two keeps, in the order of time. */
export interface Lane {
  readonly who: 'browser' | 'store'
  readonly spans: readonly Span[]
}

/**
 * What browser and store keep of some sessions.
 * @param ids of the sessions; those of the last exchange if left out: that came, went out or were told to the store. A browser that sends
 * nothing any more is asked what it had before
 */
export function lanesOf(
  exchanges: readonly Seen[],
  ids: ReadonlySet<string> = sessionsOfLast(exchanges),
): readonly Lane[] {
  const names = [...new Set(exchanges.map(({ browser }) => browser))].filter((name) => name !== null)
  const lanes: readonly Lane[] = [
    ...names.map((name): Lane => ({ who: 'browser', spans: browserSpans(exchanges, name, ids) })),
    ...[...ids].map((id): Lane => ({ who: 'store', spans: storeSpans(exchanges, id) })),
  ]
  return lanes.filter(({ spans }) => spans.length > 0)
}

function sessionsOfLast(exchanges: readonly Seen[]): ReadonlySet<string> {
  const last = exchanges.at(-1)
  if (!last) return new Set()
  const { browser, sent, sentId = '', set, store } = last
  const earlier = exchanges.slice(0, -1).findLast((one) => one.browser === browser && one.set?.id !== undefined)
  const before = browser !== null && sent === undefined ? (earlier?.set?.id ?? '') : ''
  const ids = [before, sentId, ...store.map(({ id }) => id), set?.id ?? '']
  return new Set(ids.filter((id) => id !== ''))
}

/** What a change makes of the spans so far. */
type Change = (spans: readonly Span[]) => readonly Span[]

const begin = (id: string, from: number, until: Span['until']): Span => ({ id, from, until, moved: [], isCut: false })

/** Ends what still lasts at a moment. */
const cut =
  (at: number): Change =>
  (spans) => {
    const last = spans.at(-1)
    if (!last || (typeof last.until === 'number' && last.until <= at)) return spans
    return [...spans.slice(0, -1), { ...last, until: at, isCut: true }]
  }

/** Gives a session an end: one that lasts gets a new one, another begins. */
const keep =
  (id: string, at: number, until: Span['until']): Change =>
  (spans) => {
    const last = spans.at(-1)
    const lasts = last?.id === id && (typeof last.until !== 'number' || last.until > at) && !last.isCut
    if (!lasts) return [...cut(at)(spans), begin(id, at, until)]
    const isMoved = typeof until !== 'number' || typeof last.until !== 'number' || Math.abs(until - last.until) > 1000
    return isMoved && until !== last.until
      ? [...spans.slice(0, -1), { ...last, until, moved: [...last.moved, at] }]
      : spans
  }

/** What one browser kept of some sessions, by the Set-Cookie lines that it got. */
function browserSpans(exchanges: readonly Seen[], name: string, ids: ReadonlySet<string>): readonly Span[] {
  let spans: readonly Span[] = []
  for (const { browser, set, lifetime, cookieGone, at } of exchanges) {
    if (browser !== name || !set) continue
    if (cookieGone) spans = cut(at)(spans)
    else if (set.id !== undefined) spans = keep(set.id, at, lifetime === undefined ? 'open' : at + lifetime)(spans)
  }
  return spans.filter(({ id }) => ids.has(id))
}

/** By what its store was told. */
function storeSpans(exchanges: readonly Seen[], wanted: string): readonly Span[] {
  let spans: readonly Span[] = []
  for (const { store, at } of exchanges) {
    for (const { op, id, session } of store) {
      if (id !== wanted) continue
      if (op === 'destroy' || (op === 'get' && session === null)) spans = cut(at)(spans)
      if (op === 'set' || op === 'touch') spans = keep(id, at, endGiven(session))(spans)
    }
  }
  return spans
}

function endGiven(session: Seen['session']): Span['until'] {
  if (session === null) return 'unknown'
  const { expires } = Object(session['cookie']) as { readonly expires?: unknown }
  if (expires === null || expires === undefined) return 'open'
  return timeOf(expires) ?? 'unknown'
}
