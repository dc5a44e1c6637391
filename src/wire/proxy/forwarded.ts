import type { HeaderPair } from '../exchange.ts'

/** How a proxy comes by a header that says what it saw: it writes its own, writes its own behind what came, or hands on what came. */
export type Writes = 'sets' | 'appends' | 'hands on'

/** A reverse proxy, as people configure one. */
export interface ProxyPlan {
  /** What it is called in a lesson, as in `the proxy`. */
  readonly name: string
  /** What it speaks with those who come. It goes on over http. */
  readonly speaks: 'https' | 'http'
  /** X-Forwarded-Proto: https or http, as it was spoken to. nginx's `$scheme` sets it. */
  readonly proto: Writes
  /** X-Forwarded-For: the address of who connected. nginx's `$proxy_add_x_forwarded_for` appends it. */
  readonly for: Writes
  /** What it takes for the address of who connected. On one machine everybody has the same; left out: that one. */
  readonly sees?: string
  /** Among several servers it keeps each browser at one, by a cookie of its own. Left out: they take turns. */
  readonly sticks?: true
}

/** Headers that are for one connection and no further (RFC 9110 section 7.6.1). */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']

/** The headers of a message that go on to the next connection: all but those for one, and those that its Connection header names. */
export function goingOn(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((one) => one.trim().toLowerCase()))
  const stays = new Set([...OF_THE_CONNECTION, ...named])
  return headers.filter(([name]) => !stays.has(name.toLowerCase()))
}

/**
 * The headers with which a proxy sends a request on.
 * @param headers as they came
 * @param address of who connected
 */
export function forwarded(
  headers: readonly HeaderPair[],
  { speaks, proto, for: addresses, sees }: ProxyPlan,
  address: string,
): readonly HeaderPair[] {
  const withAddress = written(goingOn(headers), 'X-Forwarded-For', addresses, sees ?? address)
  return written(withAddress, 'X-Forwarded-Proto', proto, speaks)
}

/** A header that is written stands behind the others, once. */
function written(headers: readonly HeaderPair[], name: string, how: Writes, own: string): readonly HeaderPair[] {
  if (how === 'hands on') return headers
  const isIt = ([key]: HeaderPair) => key.toLowerCase() === name.toLowerCase()
  const came = how === 'appends' ? headers.filter(isIt).map(([, value]) => value) : []
  return [...headers.filter((pair) => !isIt(pair)), [name, [...came, own].join(', ')]]
}
