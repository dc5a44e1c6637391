import type { ExchangeFacts, StoreCallFacts } from '../observe/observation.ts'
import { grouped } from './grouped.ts'
import { onceFor } from './once-for.ts'

/** A call of a store that changed what it has under an id, and the request that it was made for. */
export interface StoreChange {
  readonly exchange: ExchangeFacts
  readonly call: StoreCallFacts
}

/** What a store was told of each session, by its id, in the order in which it was. */
export const changesById = onceFor((exchanges: readonly ExchangeFacts[]): ReadonlyMap<string, readonly StoreChange[]> =>
  grouped(changesIn(exchanges), ({ call }) => call.id),
)

/** The other exchange that gave the store what a call found there: the last one of its process that did. */
export const writerOf = (
  exchanges: readonly ExchangeFacts[],
  own: ExchangeFacts,
  { id, before }: StoreCallFacts,
): ExchangeFacts | undefined =>
  writesByText(exchanges)
    .get(keyOf(id, before))
    ?.findLast(({ exchange }) => exchange !== own && exchange.pid === own.pid)?.exchange

/** Another exchange that had destroyed the session before this one saved it: after a login there is none yet, and a logout comes later. */
export const destroyerOf = (
  exchanges: readonly ExchangeFacts[],
  own: ExchangeFacts,
  { id, startedMs }: StoreCallFacts,
): ExchangeFacts | undefined =>
  changesById(exchanges)
    .get(id)
    ?.findLast(
      ({ exchange, call }) =>
        call.op === 'destroy' &&
        exchange !== own &&
        exchange.pid === own.pid &&
        exchange.at + call.startedMs < own.at + startedMs,
    )?.exchange

/** A session of a store, and all that it holds. An id has no line break: it comes in a header. */
const keyOf = (id: string, session: StoreCallFacts['session']): string => `${id}\n${JSON.stringify(session)}`

/** What stores were given, by that. A trace asks it of a thousand exchanges at a time. */
const writesByText = onceFor((exchanges: readonly ExchangeFacts[]) =>
  grouped(
    changesIn(exchanges).filter(({ call }) => call.op === 'set'),
    ({ call }) => keyOf(call.id, call.session),
  ),
)

const changesIn = (exchanges: readonly ExchangeFacts[]): readonly StoreChange[] =>
  exchanges.flatMap((exchange) =>
    exchange.store.flatMap((call): StoreChange[] => (call.op === 'get' ? [] : [{ exchange, call }])),
  )
