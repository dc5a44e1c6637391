import { expect, test } from 'vitest'
import { findServer } from '../../src/doctor/find-server.ts'
import type { UsedApp } from '../../src/doctor/used-app.ts'
import { exchange, observation, passed, type ExchangeParts } from '../support/observations.ts'

/** An app whose servers answer like this, in the order in which they listen. */
function serving(...servers: readonly ExchangeParts[]) {
  let seen = observation()
  let place: number | null = null
  const app: Pick<UsedApp, 'observation' | 'servers' | 'turnTo' | 'visit'> = {
    get observation() {
      return seen
    },
    servers: () => servers.length,
    turnTo(to) {
      place = to
    },
    visit() {
      seen = { ...seen, exchanges: [...seen.exchanges, exchange(servers[place ?? servers.length - 1])] }
      return Promise.resolve([])
    },
  }
  return app as UsedApp
}

const overTls = { connection: { secure: true, remoteAddress: null } }
const plain = { session: { by: [] } }
const express = { ...plain, layers: [passed()] }
const sessions = { layers: [passed()], session: { by: [1] } }

test.each<[string, number | null, readonly ExchangeParts[]]>([
  ['one', null, [sessions]],
  ['one that only leads to https', 1, [plain, { ...sessions, ...overTls }]],
  ['metrics beside it', 0, [sessions, express]],
  ['none has sessions', 1, [plain, express]],
  ['two have: the first', 0, [sessions, sessions]],
  ['http and https', 1, [{ ...sessions, ...overTls }, sessions]],
])('%s', async (_, place, servers) => {
  expect(await findServer(serving(...servers))).toBe(place)
})
