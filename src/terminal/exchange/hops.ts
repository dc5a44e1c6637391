import type { Exchange, HeaderPair } from '../../wire/exchange.ts'

/** What a proxy made of a request. */
export interface HopMade {
  /** What the proxy is called. */
  readonly name: string
  /** The headers that it went on with. */
  readonly headers: readonly HeaderPair[]
  /** Those of them that it wrote: that did not come like this. */
  readonly wrote: readonly HeaderPair[]
  /** The server that it chose among several. */
  readonly to?: string
}

/** What each proxy made of a request, from the browser to the app; nothing where it went through none. */
export function hopsOf({ through = [], request }: Pick<Exchange, 'through' | 'request'>): readonly HopMade[] {
  return through.map(({ name, headers: came, to }, index) => {
    const headers = through[index + 1]?.headers ?? request.headers
    const has = ([key, value]: HeaderPair) => came.some((one) => one[0] === key && one[1] === value)
    // Each connection has its own.
    const wrote = headers.filter((pair) => !has(pair) && pair[0].toLowerCase() !== 'connection')
    return { name, headers, wrote, ...(to === undefined ? {} : { to }) }
  })
}

/** How the client came: what stands beside the first line of its request where there are proxies. */
export function cameBy({ through }: Pick<Exchange, 'through'>): string {
  if (through === undefined) return ''
  const [first] = through
  return first ? `over ${first.over}` : 'over http, past the proxy'
}
