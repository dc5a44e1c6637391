import type { Exchange } from '../../src/wire/exchange.ts'

/** A GET of / that was answered with 200 and nothing else, with some of it as it is wanted. */
export const anExchange = (wanted: Partial<Exchange> = {}): Exchange => ({
  label: 'visit',
  browser: 'a',
  client: 'node:http',
  request: { method: 'GET', path: '/', headers: [], body: '' },
  response: { status: 200, statusText: 'OK', headers: [], body: '' },
  trace: [],
  layers: [],
  decided: null,
  store: [],
  generated: [],
  errors: [],
  deprecations: [],
  failure: null,
  at: 0,
  ...wanted,
})
