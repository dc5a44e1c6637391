import { expect, test } from 'vitest'
import { NOTHING_YET, withFact } from '../../src/observe/fact.ts'
import { exchange } from '../support/observations.ts'

const told = { client: null, scenario: null, status: null }

test('what is told of an exchange again takes the place of what was, and leaves who sent it', () => {
  const first = withFact(NOTHING_YET, { fact: 'exchange', exchange: exchange(told) })
  const [known] = first.exchanges
  const named = { ...first, exchanges: known ? [{ ...known, client: 'ada', scenario: 'login' }] : [] }
  const again = withFact(named, { fact: 'exchange', exchange: exchange({ ...told, status: 200 }) })
  expect(again.exchanges).toMatchObject([{ client: 'ada', scenario: 'login', response: { status: 200 } }])
  const other = withFact(again, { fact: 'exchange', exchange: exchange({ ...told, number: 2 }) })
  expect(other.exchanges.map(({ number, client }) => [number, client])).toEqual([
    [1, 'ada'],
    [2, null],
  ])
})
