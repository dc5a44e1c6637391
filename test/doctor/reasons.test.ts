import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Contact } from '../../src/doctor/contacts.ts'
import { withoutKept, withReasons } from '../../src/doctor/reasons.ts'
import { errorFacts, exchange, observation, storeCall } from '../support/observations.ts'

const contact = (parts: Partial<Contact>): Contact => ({
  kind: 'net',
  host: 'db.shop.example',
  port: 27017,
  was: 'refused',
  pid: 1,
  ...parts,
})
const failed = errorFacts({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' })
const findings = diagnose(observation({ exchanges: [exchange({ store: [storeCall({ error: failed })] })] }))

describe('a store that could not connect', () => {
  test.each<[string, readonly Contact[], boolean]>([
    ['nobody was asked for: a client that was never told to', [], true],
    ['its server is elsewhere, and it was kept from it', [contact({})], false],
    ['its server is here, and does not answer', [contact({ host: '127.0.0.1', was: 'failed' })], true],
    ['one elsewhere, and another one here', [contact({}), contact({ host: 'localhost', was: 'failed' })], true],
    ['only a page elsewhere was asked for', [contact({ port: 443 })], true],
    ['its server is elsewhere, and answered', [contact({ was: 'connected' })], true],
  ])('%s', (_, contacts, isFound) => {
    const codes = withoutKept(findings, contacts).map(({ code }) => code)
    expect(codes.includes('store-not-connected')).toBe(isFound)
    expect(withoutKept(findings, contacts).length).toBe(findings.length - (isFound ? 0 : 1))
  })
})

test('whom an app waits for is told', () => {
  const said = (contacts: readonly Contact[]) =>
    withReasons(findings, contacts).find(({ code }) => code === 'store-not-connected')?.message
  expect(said([contact({ host: 'localhost', was: 'failed' })])).toMatch(
    /for MongoDB at localhost:27017, which refuses\.$/,
  )
  expect(said([contact({})])).toMatch(
    /MongoDB at db\.shop\.example:27017, to which it may not connect here\. The flag --online/,
  )
  expect(said([])).toBe(findings.find(({ code }) => code === 'store-not-connected')?.message)
})
