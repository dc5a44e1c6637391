import { expect, test } from 'vitest'
import watcherRestarts from '../../src/diagnosis/causes/watcher-restarts/cause.ts'
import type { Observation, ProcessFacts, StoreFacts } from '../../src/observe/observation.ts'
import {
  exchange,
  observation,
  processFacts,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const START = processFacts().startedAt
const onDisk = storeFacts({ className: 'FileStore', package: 'session-file-store', isMemoryStore: false })

/** Three processes, one after the other: in each a session is written at once, and the next one starts a second later. */
const thrice = (
  parts: Partial<ProcessFacts> = {},
  written: ExchangeParts = {},
  store: StoreFacts = onDisk,
  afterMs = 1000,
): Observation => {
  const pids = [1, 2, 3]
  return observation({
    processes: pids.map((pid, i) =>
      processFacts({ pid, parent: 9, watcher: 'nodemon', startedAt: START + i * afterMs, ...parts }),
    ),
    sessions: pids.map((pid) => sessionCall({ pid, store })),
    exchanges: pids.map((pid, i) =>
      exchange({ pid, at: START + i * afterMs, line: 'POST /login', store: [storeCall()], ...written }),
    ),
  })
}
const two = (): Observation => ({ ...thrice(), processes: thrice().processes.slice(0, 2) })

check(watcherRestarts, {
  'under a watcher': [thrice(), 5],
  'a session was only touched': [thrice({}, { store: [storeCall({ op: 'touch' })] }), 5],
  'a session was destroyed': [thrice({}, { store: [storeCall({ op: 'destroy' })] }), 5],
  'nobody watches': [thrice({ watcher: null }), null],
  once: [two(), null],
  'nothing was written': [thrice({}, { store: [storeCall({ op: 'get' })] }), null],
  'in memory': [thrice({}, {}, storeFacts()), null],
  'in a database': [
    thrice({}, {}, storeFacts({ className: 'RedisStore', package: 'connect-redis', isMemoryStore: false })),
    null,
  ],
  'somebody saved a file later': [thrice({}, {}, onDisk, 60_000), null],
  'they have two parents': [
    { ...thrice(), processes: thrice().processes.map((one, i) => ({ ...one, parent: i })) },
    null,
  ],
})

test('the watcher, and how often it was, are told', () => {
  expect(watcherRestarts.find(thrice())?.message).toMatch(
    /^nodemon started the app again 2 times, .* first after POST \/login\./,
  )
})
