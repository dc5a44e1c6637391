import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { NOW } from '../corpus/case.ts'
import { SECRET, VALUE } from '../pastes/found.ts'

/** What is said of the cookies of a paste. */
async function findingsOf(paste: string, secrets: readonly string[] = [SECRET]) {
  const { cookies } = await inspectAnything(paste, { secrets, now: NOW })
  return cookies.flatMap(({ report }) => report.findings)
}

const codesOf = async (paste: string, secrets?: readonly string[]) =>
  (await findingsOf(paste, secrets)).map(({ level, code }) => `${level} ${code}`)

const LINE = `Set-Cookie: connect.sid=${VALUE}; Path=/; Secure; HttpOnly; SameSite=None`

describe('what an answer allows other origins', () => {
  const ANY = 'error cors-any-origin'
  const answer = (origin: string, credentials: string, line = LINE) =>
    `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin:${origin}\r\nAccess-Control-Allow-Credentials:${credentials}\r\n${line}`

  test.each([
    ['without blanks', answer('*', 'true')],
    ['as curl prints it', answer(' *', ' true')],
    ['in another order', `${LINE}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Origin: *`],
  ])('any, with credentials: %s', async (_, paste) => {
    expect(await codesOf(paste)).toContain(ANY)
  })

  test.each([
    ['no credentials', answer(' *', ' false')],
    ['one origin', answer(' https://a.example', ' true')],
    ['what is no star alone', answer(' *.a.example', ' true')],
    ['a request', answer(' *', ' true', `Cookie: connect.sid=${VALUE}`)],
  ])('not said of %s', async (_, paste) => {
    expect(await codesOf(paste)).not.toContain(ANY)
  })
})

describe('the host that was asked', () => {
  const REFUSED = 'error cookie-domain-refused'
  const asked = (...hosts: string[]) => `GET / HTTP/1.1\n${hosts.join('\n')}\n\n${LINE}; Domain=b.example`

  test.each([
    ['is another one', ['Host:A.example'], true],
    ['is the same in capitals', ['> Host:  B.EXAMPLE:3000'], false],
    ['is named twice', ['Host: a.example', 'Host: a.example'], true],
    ['is not the only one: a browser was sent on', ['Host: a.example', 'Host: b.example'], false],
    ['is named by a proxy only', ['X-Forwarded-Host: a.example'], false],
  ])('%s', async (_, hosts, isRefused) => {
    const codes = await codesOf(asked(...hosts))
    expect(codes.includes(REFUSED)).toBe(isRefused)
    expect(codes.includes('info domain-widens') || codes.includes('warning domain-widens')).toBe(!isRefused)
  })

  test('is said in whole sentences', async () => {
    const found = await findingsOf(asked('Host: a.example'))
    expect(found.find(({ code }) => code === 'cookie-domain-refused')?.message).toBe(
      'Browsers refuse this cookie: its Domain is neither the host that sent the cookie nor above it. ' +
        'Leave `cookie.domain` out, and the host that sent the cookie gets it back; for all subdomains write the bare name above them.',
    )
  })
})

test('attributes in a Cookie header are said to be of no use there', async () => {
  expect(await codesOf(`Cookie: connect.sid=${VALUE}; Path=/; HttpOnly`)).toEqual([
    'warning default-name',
    'info attributes-sent-back',
  ])
})

test('what stands for a value is not said to be unsigned', async () => {
  expect(await codesOf('connect.sid=<your session id>')).toEqual(['error placeholder-value', 'warning default-name'])
})

test.each([
  ['undefined', 'JavaScript writes where something is missing, so no session can be found with it. See which variable'],
  ['<value>', 'one of your own, as in documentation, so no session can be found with it. Put in the value of your'],
])('%s is explained, with what to do', async (value, words) => {
  const [found] = await findingsOf(`connect.sid=${value}`)
  expect(found?.message).toContain(words)
})

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = `${part({ alg: 'HS256' })}.${part({ sub: 'ada' })}`
const token = (secret: string) => `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`

describe('a token', () => {
  test('in the session that a browser keeps', async () => {
    const session = Buffer.from(JSON.stringify({ token: token('x') })).toString('base64')
    expect(await codesOf(`session=${session}`)).toContain('info token-inside')
    expect(
      await codesOf(`prefs=${encodeURIComponent(`j:${JSON.stringify({ token: token('x') })}`)}; Domain=a`),
    ).not.toContain('info token-inside')
  })

  test('that is signed with another spelling of the secret', async () => {
    expect(await codesOf(`token=${token(`${SECRET}\n`)}`)).toContain('error secret-variant')
    expect(await codesOf(`token=${token('another one')}`)).not.toContain('error secret-variant')
  })
})

test('a value with a blank where a plus was is an error', async () => {
  expect(await codesOf(`connect.sid=${decodeURIComponent(VALUE).replace('+', ' ')}`)).toContain('error near-miss')
})

test('a value that begins with a capital S and has no dot is no near miss', async () => {
  expect(await codesOf('sid=S:nothing')).not.toContain('error near-miss')
})

test('an empty secret is not said to be a part of another one', async () => {
  const empty = createHmac('sha256', '').update('an-id').digest('base64').replace('=', '')
  const codes = await codesOf(`sid=${encodeURIComponent(`s:an-id.${empty}`)}`, ['"",pears'])
  expect(codes).toContain('error signature-mismatch')
  expect(codes).not.toContain('error secret-variant')
})
