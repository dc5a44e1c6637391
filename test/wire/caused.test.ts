import { expect, test } from 'vitest'
import { causedIn } from '../../src/wire/caused.ts'
import { at, errorFacts, exchange, passed, storeCall } from '../support/observations.ts'

const FOLDER = '/app'

test('what a request caused is what its facts say', () => {
  const caused = causedIn(
    [
      exchange({
        trace: ['saving', 'split response'],
        traceMs: [2, 3],
        store: [storeCall({ op: 'set', id: 'id-1', before: null, session: { user: 'ada' } })],
        generated: [{ kind: 'string', value: 'id-1' }],
        layers: [passed(), passed({ at: at(3, '/elsewhere/helper.js') })],
        untaken: [errorFacts({ name: 'TypeError', message: 'oops' }), errorFacts({ name: '', message: "'a text'" })],
      }),
    ],
    FOLDER,
  )
  expect(caused).toMatchObject({
    trace: ['saving', 'split response'],
    store: [{ op: 'set', id: 'id-1', before: null, session: { user: 'ada' } }],
    generated: ['id-1'],
    layers: [{ at: { file: 'server.js', line: 10 } }, { at: null }],
    decided: { state: 'no-cookie' },
    errors: ['TypeError: oops', "'a text'"],
  })
})

test('places are told by the names under which files are shown, and only where a folder is known', () => {
  const facts = [exchange({ layers: [passed({ at: at(3, '/app/app.js') })] })]
  const placesIn = (...words: [string | null, ((file: string) => string)?]) =>
    causedIn(facts, ...words).layers.map((layer) => layer.at)
  expect(placesIn(FOLDER, (file) => file.replace('.js', '.ts'))).toEqual([{ file: 'app.ts', line: 3 }])
  expect(placesIn(FOLDER)).toEqual([{ file: 'app.js', line: 3 }])
  expect(placesIn(null)).toEqual([null])
})

test('what the app asked itself meanwhile comes in the order in which it was done, and its way is not told', () => {
  const caused = causedIn(
    [
      exchange({
        cameMs: 100,
        trace: ['outer', 'outer again'],
        traceMs: [1, 30],
        store: [storeCall({ id: 'b', startedMs: 25 })],
      }),
      exchange({
        number: 2,
        cameMs: 110,
        trace: ['inner'],
        traceMs: [1],
        store: [storeCall({ id: 'a', startedMs: 2 })],
        layers: [passed()],
      }),
    ],
    FOLDER,
  )
  expect(caused).toMatchObject({
    trace: ['outer', 'inner', 'outer again'],
    store: [{ id: 'a' }, { id: 'b' }],
    layers: [],
  })
})

test('of a request of which nothing is known there is nothing', () => {
  expect(causedIn([], FOLDER)).toEqual({
    trace: [],
    store: [],
    generated: [],
    errors: [],
    layers: [],
    decided: null,
  })
})
