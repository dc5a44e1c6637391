import { describe, expect, test } from 'vitest'
import { onceConnected } from '../../src/diagnosis/connecting.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import {
  errorFacts,
  exchange,
  observation,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'

const redis = storeFacts({ className: 'RedisStore', package: 'connect-redis', isMemoryStore: false })
const fails: ExchangeParts = { store: [storeCall({ error: errorFacts({ message: 'The client is closed' }) })] }
const isOffline: ExchangeParts = { session: { state: 'store-offline' }, errors: [errorFacts()], status: 500 }
const answers: ExchangeParts = { store: [storeCall()] }
const breaks: ExchangeParts = { store: [storeCall({ error: errorFacts({ message: 'WRONGTYPE' }) })] }
const waits: ExchangeParts = { store: [storeCall({ doneMs: null })] }

const inOrder = (all: readonly ExchangeParts[]) =>
  observation({
    sessions: [
      sessionCall({ store: redis }),
      sessionCall({ id: 2, store: { ...redis, id: 2 } }),
      sessionCall({ id: 3, store: null }),
      sessionCall({ pid: 7, store: redis }),
    ],
    exchanges: all.map((parts, index) => exchange({ number: index + 1, ...parts })),
  })

const left = (all: readonly ExchangeParts[]) => onceConnected(inOrder(all)).exchanges.map((one) => one.number)

describe('requests that came while the store was connecting for the first time are left out', () => {
  test.each<[string, readonly ExchangeParts[], readonly number[]]>([
    ['it said so, and then it answers', [isOffline, answers], [2]],
    ['it failed twice, and then it answers', [fails, fails, answers, answers], [3, 4]],
    ['it never comes', [isOffline, isOffline], [1, 2]],
    ['it was there, was lost, and is there again', [answers, isOffline, answers], [1, 2, 3]],
    ['another store answers', [isOffline, { ...answers, session: { by: [2] } }], [1, 2]],
    ['another process has its own', [isOffline, { ...answers, pid: 7 }], [1, 2]],
    ['it comes late in one process, and another one ended before', [isOffline, answers, { ...fails, pid: 7 }], [2]],
    ['it failed for another reason', [breaks, answers], [1, 2]],
    ['it was asked, and is not done', [isOffline, waits], [1, 2]],
    ['a request without a session between', [isOffline, { session: { by: [] } }, answers], [2, 3]],
    ['session() without a store', [isOffline, { ...answers, session: { by: [3] } }], [1, 2]],
  ])('%s', (_, all, expected) => {
    expect(left(all)).toEqual(expected)
  })
})

test('nothing is found in them: not even what followed', () => {
  const codes = (...all: readonly ExchangeParts[]) =>
    diagnose(inOrder(all))
      .filter(({ level }) => level === 'error')
      .map(({ code }) => code)
  expect(codes(isOffline, fails)).toEqual(['store-not-connected'])
  expect(codes(isOffline, fails, answers)).toEqual([])
  expect(codes(answers, fails)).toEqual(['store-not-connected'])
})
