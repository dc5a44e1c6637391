import { expect, test } from 'vitest'
import express5Removed from '../../src/diagnosis/causes/express-5-removed/cause.ts'
import type { ExchangeFacts, Observation } from '../../src/observe/observation.ts'
import { errorFacts, exchange, observation, passed, problem } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const on = (version: string | null, parts: Partial<Observation>) =>
  observation({ packages: [{ name: 'express', version, folder: '/app' }], ...parts })
const sentTo = (location: string): ExchangeFacts =>
  exchange({ line: 'POST /form', status: 302, responseHeaders: [['Location', location]], layers: [passed()] })
const failing = (message: string) => ({ exchanges: [exchange({ status: 500, errors: [errorFacts({ message })] })] })
const ending = (message: string) => ({ problems: [problem({ error: errorFacts({ message }) })] })

check(express5Removed, {
  'it was sent back': [on('5.3.0', { exchanges: [sentTo('back')] }), 10],
  'by a middleware': [on('5.3.0', { exchanges: [{ ...sentTo('back'), layers: [] }] }), 0],
  'on Express 4': [on('4.22.0', { exchanges: [sentTo('back')] }), null],
  'its version is not known': [on(null, { exchanges: [sentTo('back')] }), 10],
  'without Express': [observation({ exchanges: [sentTo('back')] }), null],
  'another package is that old': [
    observation({ packages: [{ name: 'router', version: '5.0.0', folder: '' }], exchanges: [sentTo('back')] }),
    null,
  ],
  'it was sent elsewhere': [on('5.3.0', { exchanges: [sentTo('/back')] }), null],
  'it was not sent anywhere': [on('5.3.0', { exchanges: [exchange(), exchange({ status: null })] }), null],
  'req.param()': [on('5.3.0', failing('request.param is not a function')), 12],
  'app.del()': [on('5.3.0', ending('app.del is not a function')), 12],
  'client.del()': [on('5.3.0', failing('client.del is not a function')), null],
  'a path with a star': [
    on('5.3.0', ending('Missing parameter name at 1: *; visit https://git.new/pathToRegexpError for info')),
    12,
  ],
  'another error': [on('5.3.0', ending('it broke')), null],
})

test('it is told whether the browser came to nothing, and what to write', () => {
  const lost = exchange({ line: 'GET /back', status: 404 })
  const said = (...exchanges: ExchangeFacts[]) => express5Removed.find(on('5.3.0', { exchanges }))?.message
  expect(said(sentTo('back'), lost)).toMatch(/So GET \/back was a 404, and/)
  expect(said(sentTo('back'), exchange({ line: 'GET /back' }))).toMatch(/asks for a path that ends in \/back/)
  expect(said(sentTo('back'), exchange({ line: 'GET /form', status: 404 }))).toMatch(/asks for a path/)
  const fix = (message: string) => express5Removed.find(on('5.3.0', ending(message)))?.fix?.code
  expect(fix('app.del is not a function')).toMatch(/app\.delete/)
  expect(fix('https://git.new/pathToRegexpError')).toMatch(/splat/)
})
