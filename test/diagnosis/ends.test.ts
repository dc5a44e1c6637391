import { describe, expect, test } from 'vitest'
import { cause, type Cause, type Found } from '../../src/diagnosis/cause.ts'
import handlerThrew from '../../src/diagnosis/causes/handler-threw/cause.ts'
import processEnded from '../../src/diagnosis/causes/process-ended/cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Observation, ProcessEnd } from '../../src/observe/observation.ts'
import {
  errorFacts,
  exchange,
  observation,
  passed,
  problem,
  processFacts,
  type ExchangeParts,
} from '../support/observations.ts'

const ended = (end: Partial<ProcessEnd> | null, parts: Partial<Observation> = {}) =>
  observation({
    processes: [processFacts({ end: end && { exitCode: null, signal: null, output: '', ...end } })],
    ...parts,
  })
const early = { listens: [] }

describe('process-ended', () => {
  test.each<readonly [string, Observation, RegExp | null]>([
    [
      'an error at the start',
      ended({ exitCode: 1 }, { ...early, problems: [problem()] }),
      /before it listened \(exit code 1\)\..*"Error: it broke"/,
    ],
    ['an error later', ended({ exitCode: 1 }, { problems: [problem()] }), /after it had started/],
    [
      'an error at a request',
      ended({ exitCode: 1 }, { problems: [problem({ exchange: 1 })], exchanges: [exchange({ line: 'GET /a' })] }),
      /while it answered GET \/a/,
    ],
    [
      'it ended and still owed an answer',
      ended({ exitCode: 0 }, { exchanges: [exchange({ status: null })] }),
      /after it had started \(exit code 0\)\. It printed nothing/,
    ],
    [
      'another process owes an answer',
      ended({ exitCode: 0 }, { exchanges: [exchange({ status: null, pid: 7 })] }),
      null,
    ],
    ['it had nothing to do, and did not listen', ended({ exitCode: 0 }, early), null],
    ['it ran out of memory', ended({ signal: 'SIGABRT' }), /SIGABRT/],
    [
      'it printed why',
      ended({ exitCode: 1, output: 'hello\n  SyntaxError: Unexpected token\nNode.js' }),
      /"SyntaxError: Unexpected token"/,
    ],
    ['it printed something', ended({ exitCode: 3, output: 'no SECRET set\n\n' }), /"no SECRET set"/],
    [
      'the port is taken',
      ended({ exitCode: 1 }, { problems: [problem({ error: errorFacts({ code: 'EADDRINUSE' }) })] }),
      /Another program listens/,
    ],
    [
      'only a warning is known',
      ended({ exitCode: 1 }, { problems: [problem({ kind: 'warning' })] }),
      /It printed nothing/,
    ],
    [
      'the error was in another process',
      ended({ exitCode: 1 }, { problems: [problem({ pid: 7 })] }),
      /It printed nothing/,
    ],
    ['it runs', ended(null), null],
    ['it ended well after its work', ended({ exitCode: 0 }), null],
    ['somebody stopped it', ended({ signal: 'SIGTERM' }), null],
    ['somebody killed it', ended({ signal: 'SIGKILL' }, early), null],
    ['it was asked to stop, and did', ended({ exitCode: 143 }), null],
  ])('%s', (_, observed, message) => {
    const said = processEnded.find(observed)?.message ?? 'nothing'
    expect(said).toMatch(message ?? /^nothing$/)
  })
})

test.each([
  ['EADDRINUSE', /another port/],
  ['ERR_MODULE_NOT_FOUND', /Install the package/],
  ['MODULE_NOT_FOUND', /Install the package/],
  ['ECONNREFUSED', null],
])('how %s is fixed', (code, text) => {
  const observed = ended({ exitCode: 1 }, { ...early, problems: [problem({ error: errorFacts({ code }) })] })
  const fix = processEnded.find(observed)?.fix?.text ?? null
  expect(fix === null ? null : text?.test(fix)).toBe(text && true)
})

const answered = (status: number | null, errors = [errorFacts()]) =>
  observation({ exchanges: [exchange({ status, errors, layers: [passed({ did: 'threw' })] })] })

const brokenOff = (parts: ExchangeParts = {}) =>
  observation({
    exchanges: [exchange({ state: 'closed', errors: [errorFacts()], layers: [passed({ did: 'threw' })], ...parts })],
  })

describe('handler-threw', () => {
  test.each<readonly [string, Observation, number | null]>([
    ['a 500 with an error', answered(500), 12],
    ['a 503 with an error', answered(503), 12],
    ['the line of the error is not known', answered(500, [errorFacts({ at: null })]), 10],
    ['a 403 that was handed on as an error', answered(403), null],
    ['the app made a page of it', answered(200), null],
    ['it was never answered', answered(null), null],
    ['a 500 on purpose', answered(500, []), null],
    ['the answer had begun, and broke off', brokenOff(), 12],
    ['it answered twice', answered(302, [errorFacts({ code: 'ERR_HTTP_HEADERS_SENT' })]), 12],
    ['the client went away', brokenOff({ layers: [passed()] }), null],
    ['the answer had begun, and came to its end', brokenOff({ state: 'ended' }), null],
    ['nothing of the answer was sent', brokenOff({ status: null }), null],
  ])('%s', (_, observed, line) => {
    const found = handlerThrew.find(observed)
    expect(found === null ? null : found.at?.line).toBe(line)
  })
})

describe('a last resort', () => {
  const found: Found = { message: 'It is so.', at: null, exchange: null }
  const make = (code: string, parts: Partial<Cause> = {}) =>
    cause({
      code,
      title: code,
      level: 'error',
      lesson: 1,
      step: 'A step',
      symptoms: ['error-500'],
      words: [],
      howToTell: '',
      fix: { text: '', code: '' },
      moves: [],
      find: () => found,
      ...parts,
    })
  const last = make('last', { isLastResort: true })
  const codes = (...causes: readonly Cause[]) =>
    diagnose(observation(), causes).map(({ code, consequences }) => [code, ...consequences])

  test.each<readonly [string, readonly Cause[], readonly (readonly string[])[]]>([
    ['is told where nothing else is found', [last], [['last']]],
    ['is a consequence of an error with its symptom', [make('real'), last], [['real', 'last']]],
    [
      'is told beside an error with other symptoms',
      [make('real', { symptoms: ['hangs'] }), last],
      [['real'], ['last']],
    ],
    ['is told beside a warning', [last, make('real', { level: 'warning' })], [['last'], ['real']]],
    ['does not hide another one', [last, make('other', { isLastResort: true })], [['last'], ['other']]],
    ['is told where the error was looked for and not found', [make('real', { find: () => null }), last], [['last']]],
    ['is no reason for others not to be told', [last, make('real', { symptoms: ['hangs'] })], [['last'], ['real']]],
  ])('%s', (_, causes, told) => expect(codes(...causes)).toEqual(told))
})
