import { sign } from 'cookie-signature'
import session from 'express-session'
import { describe, expect, onTestFinished, test } from 'vitest'
import { processEnvironment } from '../../src/environment.ts'
import { inspectOne } from './inspect-one.ts'
import { FRESH, request, visit } from './server.ts'

// Holds what src/cookie/findings/messages.ts says about express-session, on the installed version, and that `inspect` agrees.

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const signed = (id: string, secret = 'right') => `s:${sign(id, secret)}`
const encoded = (value: string) => encodeURIComponent(value)

const accepted: readonly (readonly [string, string, string])[] = [
  ['URL-encoded', encoded(signed(ID)), ID],
  ['not encoded', signed(ID), ID],
  ['encoded in lower case', encoded(signed(ID)).replace(/%../g, (escape) => escape.toLowerCase()), ID],
  ['in double quotes', `"${encoded(signed(ID))}"`, ID],
  ['made with the older secret', encoded(signed(ID, 'older')), ID],
  ['an id with dots', encoded(signed('a.b.c')), 'a.b.c'],
  ['an id with a broken escape, not encoded', signed('100%'), '100%'],
  ['an id with a broken escape, half encoded', signed('100%').replace('%', '%25'), '100%'],
  ['an id with a control character', encoded(signed('a\u0001b')), 'a\u0001b'],
  ['an id beyond ASCII', encoded(signed('é☃😀')), 'é☃😀'],
  ['a signature with a + in it', encoded(signed('id-8')), 'id-8'],
]

const refused: readonly (readonly [string, string, string])[] = [
  ['made with another secret', encoded(signed(ID, 'wrong')), 'signature-mismatch'],
  ['padded with =', encoded(`${signed(ID)}=`), 'malformed-signature'],
  ['padded with =, not encoded', `${signed(ID)}=`, 'malformed-signature'],
  ['cut off', encoded(signed(ID).slice(0, -1)), 'malformed-signature'],
  ['in URL-safe base64', encoded(signed('id-8').replace(/\+/g, '-')), 'malformed-signature'],
  ['the id alone', ID, 'unsigned'],
  ['without s:', encoded(sign(ID, 'right')), 'unsigned'],
  ['with a capital S', encoded(signed(ID).replace('s', 'S')), 'unsigned'],
  ['empty', '', 'unsigned'],
  ['without a dot', `s%3A${ID}`, 'malformed'],
  ['s: and nothing else', 's%3A', 'malformed'],
  ['without a signature', `s%3A${ID}.`, 'malformed'],
  ['an empty id with a right signature', encoded(signed('')), 'malformed'],
  ['a broken escape', signed('100%').replace(':', '%3A'), 'malformed'],
]

describe('express-session and inspect agree', () => {
  const secret = ['right', 'older']

  test('the sample for base64 has a + to lose', () => expect(signed('id-8')).toMatch(/\.[^.]*\+/))

  test.each(accepted)('accepted: %s', async (_, value, id) => {
    expect(await visit({ secret }, `connect.sid=${value}`)).toMatchObject({ id, cookies: [] })
    expect(inspectOne(`connect.sid=${value}`, secret).report).toMatchObject({ id, verified: true })
  })

  test.each(refused)('refused: %s', async (_, value, code) => {
    const cookies = [`connect.sid=${encoded(signed(FRESH))}`]
    expect(await visit({ secret }, `connect.sid=${value}`)).toEqual({ status: 200, id: FRESH, cookies })
    const { report } = inspectOne(`connect.sid=${value}`, secret)
    expect(report.verified).toBe(false)
    expect(report.findings.map((finding) => finding.code)).toContain(code)
  })

  test('refused: encoded twice, though the signature is right once it is decoded', async () => {
    const value = encoded(encoded(signed(ID)))
    expect(await visit({ secret }, `connect.sid=${value}`)).toMatchObject({ id: FRESH })
    const { report } = inspectOne(`connect.sid=${value}`, secret)
    expect(report).toMatchObject({ id: ID, verified: true })
    expect(report.findings.map(({ code }) => code)).toContain('encoded-twice')
  })

  test('the first secret signs, also over an older signature', async () => {
    const older = `connect.sid=${encoded(signed(ID, 'older'))}`
    const { cookies } = await visit({ secret, rolling: true }, older)
    expect(cookies).toEqual([`connect.sid=${encoded(signed(ID))}`])
  })

  test('an older signature is refused once its secret is off the list', async () => {
    expect(await visit({ secret: ['right'] }, `connect.sid=${encoded(signed(ID, 'older'))}`)).toMatchObject({
      id: FRESH,
    })
  })

  test('an empty secret signs inside an array, and is no secret outside one', async () => {
    const value = `connect.sid=${encoded(signed(ID, ''))}`
    expect(await visit({ secret: [''] }, value)).toMatchObject({ id: ID })
    const deprecations: string[] = []
    onTestFinished(processEnvironment().events.onDeprecation(({ message }) => void deprecations.push(message)))
    expect(await visit({ secret: '' }, value)).toMatchObject({ status: 500 })
    expect(deprecations).toEqual(['req.secret; provide secret option'])
  })

  test('the default name is connect.sid, and `name` changes it', async () => {
    const [byDefault = '', renamed = ''] = await Promise.all(
      [{}, { name: 'id' }].map(async (options) => (await visit({ secret, ...options })).cookies[0] ?? ''),
    )
    expect(byDefault).toMatch(/^connect\.sid=/)
    expect(renamed).toMatch(/^id=/)
  })

  test('ids have 32 characters of A-Z a-z 0-9 - _ unless genid is set', async () => {
    const { cookies } = await request(session({ secret, resave: false, saveUninitialized: true }))
    const { report } = inspectOne(cookies[0] ?? '', secret)
    expect(report.id).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(report.findings.map(({ code }) => code)).toEqual(['short-secret', 'default-name'])
  })

  test('res.cookie() with signed: true signs in the same way', async () => {
    const { cookies } = await request((req, res, next) => {
      Object.assign(req, { secret: 'right' })
      res.cookie('user', 'tobi', { signed: true })
      next()
    })
    expect(cookies).toEqual([`user=${encoded(signed('tobi'))}`])
    const { report } = inspectOne(cookies[0] ?? '', ['right'])
    expect(report).toMatchObject({ kind: 'express-session', id: 'tobi', verified: true })
    expect(report.findings.map(({ code }) => code)).toContain('may-be-cookie-parser')
  })
})
