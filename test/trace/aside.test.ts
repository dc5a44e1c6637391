import { expect, test } from 'vitest'
import { asideOf } from '../../src/trace/aside.ts'
import { observation, sessionCall } from '../support/observations.ts'

const aside = (answering: readonly number[], ...withSession: readonly number[]) =>
  asideOf({ observation: observation({ sessions: withSession.map((pid) => sessionCall({ pid })) }), answering })

test('processes without session() stand aside where another one has it, answering or not', () => {
  expect(aside([7, 8, 9], 8)).toEqual([1, 3])
  expect(aside([7], 8)).toEqual([1])
  expect(aside([7, 8], 7, 8)).toEqual([])
  expect(aside([7, 8])).toEqual([])
})
