import { getEventListeners } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'
import { examine } from '../../src/doctor/examine.ts'
import type { Examination, Tried } from '../../src/doctor/examination.ts'
import { doctorHost } from '../support/doctor-host.ts'

const asked = (file: string, parts: Partial<Examination> = {}): Examination => ({
  folder: path.join(import.meta.dirname, 'apps'),
  file,
  given: [],
  command: null,
  online: false,
  writes: false,
  login: null,
  visits: [],
  ...parts,
})

/** Lets the doctor examine an app of ours. */
async function examined(file: string, parts: Partial<Examination> = {}) {
  const heard: Tried[] = []
  const stop = new AbortController().signal
  const result = await examine(asked(file, parts), doctorHost, (tried) => heard.push(tried), stop)
  expect(heard).toEqual(result.scenarios)
  // Who looks into many apps would else be warned of a leak by Node.js, on the screen.
  expect(getEventListeners(stop, 'abort')).toEqual([])
  return result
}

const resultsOf = (scenarios: readonly Tried[]) =>
  Object.fromEntries(scenarios.map(({ name, result }) => [name, result]))

test.concurrent.each([
  ['below-route.js', 'session-below-route', 'first-visits'],
  ['secure.js', 'proxy-not-trusted', 'tls-proxy'],
  ['no-secret.js', 'secret-missing', 'first-visits'],
  ['fetches.js', 'parallel-first-requests', 'first-visits'],
  ['silent-login.js', 'response-never-ends', 'login'],
])('%s: %s, which the scenario %s shows', async (file, code, scenario) => {
  const { findings, scenarios } = await examined(file)
  expect(findings[0]).toMatchObject({ code, level: 'error' })
  expect(resultsOf(scenarios)).toMatchObject({ start: 'ok', [scenario]: 'failed' })
})

test.concurrent.each([
  ['fixation.js', 'session-fixation'],
  ['guest.js', 'session-fixation'],
  ['logout.js', 'logout-keeps-session'],
])('%s: %s, found by logging in, and no error', async (file, code) => {
  const { findings } = await examined(file)
  expect(findings.map((one) => one.code)).toContain(code)
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
})

test.concurrent('an app that is right: no error, and what was not tried', async () => {
  const { findings, scenarios, notTried } = await examined('right.js')
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(scenarios.filter(({ result }) => result === 'failed')).toEqual([])
  expect(resultsOf(scenarios)).toMatchObject({ login: 'ok', logout: 'ok', restart: 'ok', upgrade: 'skipped' })
  expect(scenarios.find(({ name }) => name === 'old-cookie')).toMatchObject({
    result: 'ok',
    why: 'GET /me: it hides the session of the login',
  })
  expect(notTried).toEqual([
    { what: 'DELETE /account', why: 'it may delete, pay or mail', flag: "--visit 'DELETE /account'" },
  ])
})

test.concurrent('who logs in is told, with the line', async () => {
  const { scenarios } = await examined('fixation.js')
  expect(scenarios.find(({ name }) => name === 'login')?.why).toMatch(
    /^as kay@mail\.example \(fixation\.js:\d+\), session-fixation/,
  )
})

test.concurrent('a login that no name tells of, in an app that is mounted in another', async () => {
  const { findings } = await examined('door.js')
  expect(findings[0]).toMatchObject({ code: 'proxy-not-trusted', scenario: 'production' })
})

test.concurrent('a cookie that goes to a page of another site in production only: no error', async () => {
  const { findings } = await examined('front.js')
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
})

test.concurrent('an app that only exports itself is let listen', async () => {
  const { scenarios, findings } = await examined('exported.js')
  expect(resultsOf(scenarios)).toMatchObject({ start: 'ok', 'two-browsers': 'ok' })
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
})

test.concurrent('an app that never listens: what it asked for without success', async () => {
  const { scenarios, findings } = await examined('never-listens.js')
  expect(resultsOf(scenarios)).toEqual({ start: 'failed' })
  expect(findings[0]).toMatchObject({ code: 'does-not-listen' })
  expect(findings[0]?.message).toContain('PostgreSQL at localhost:5432')
})

test.concurrent('a store that may not be asked here: nothing is said of it, but what would let it', async () => {
  const { findings, notTried } = await examined('remote-store.js')
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(notTried).toContainEqual({
    what: 'a connection to MongoDB at db.shop.invalid:27017',
    why: 'it is not on this machine',
    flag: '--online',
  })
})

test.concurrent('an app that fails where the cookie is not its own', async () => {
  const { findings, scenarios } = await examined('reads-cookie.js')
  expect(findings[0]).toMatchObject({ code: 'handler-threw', scenario: 'old-cookie' })
  expect(resultsOf(scenarios)).toMatchObject({ login: 'ok', 'old-cookie': 'failed', restart: 'ok' })
})
