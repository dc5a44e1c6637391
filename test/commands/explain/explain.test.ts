import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../../../src/diagnosis/catalogue.ts'
import { SURPRISES } from '../../../src/diagnosis/words/surprises.ts'
import { packageRoot } from '../../../src/package-root.ts'
import { run } from '../../support/run.ts'

const { PATH, HOME } = process.env
const variables = { PATH, HOME }

test('no words: what surprises people, each with its causes', async () => {
  const { code, stdout } = await run(['explain'])
  expect(code).toBe(0)
  expect(stdout).toContain('What surprised you?')
  for (const title of Object.values(SURPRISES)) expect(stdout).toContain(title)
})

test('every cause stands under a surprise', () => {
  const symptoms = Object.keys(SURPRISES)
  expect(catalogue.filter((cause) => !cause.symptoms.some((one) => symptoms.includes(one)))).toEqual([])
})

test.each([
  ['new session on every fetch', 'client-sends-no-cookie'],
  ['secret option required for sessions', 'secret-missing'],
  ['no set-cookie with cookie.secure true', 'secure-over-http'],
])('%s: %s is among the first three, with how to tell', async (words, code) => {
  const { stdout } = await run(['explain', ...words.split(' ')])
  const codes = [...stdout.matchAll(/^ ([a-z]+(?:-[a-z0-9]+)+)$/gm)].map(([, found]) => found)
  expect(codes.slice(0, 3)).toContain(code)
  expect(stdout).toContain('you have it if')
})

test('words as JSON', async () => {
  const { events } = await run(['explain', '--json', 'secure', 'over', 'http'])
  const [{ causes } = {}] = events
  expect(causes).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'secure-over-http' })]))
})

test('words that have nothing to do with sessions', async () => {
  const { code, stderr } = await run(['explain', 'bananas', 'are', 'yellow'])
  expect(code).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(2)
})

test('what somebody pastes cannot drive the terminal', async () => {
  const { stdout } = await run(['explain', 'secret option required for sessions \u001b[31m\u0007'])
  expect(stdout).not.toContain('\u001b[31m')
  expect(stdout).not.toContain('\u0007')
})

test('a code: both apps run, and what is said is checked on them', async () => {
  const { code, stdout } = await run(['explain', 'secure-over-http'], { variables })
  expect(code).toBe(0)
  expect(stdout).toContain('no Set-Cookie header')
  expect(stdout).toContain('Set-Cookie: connect.sid=')
  expect(stdout).toContain('cookie: { secure: true }')
  expect(stdout).toContain('✔ The broken app shows it.')
  expect(stdout).toContain('✔ The fixed app does not.')
})

test('a code as JSON: the two runs, and the claims', async () => {
  const { code, events } = await run(['explain', '--json', 'proxy-not-trusted'], { variables })
  expect(code).toBe(0)
  expect(events[0]).toMatchObject({
    code: 'proxy-not-trusted',
    level: 'error',
    claims: [{ holds: true }, { holds: true }, { holds: true }],
    diff: expect.stringMatching(/^--- broken\.js\n\+\+\+ fixed\.js\n@@ -\d+,\d+ \+\d+,\d+ @@\n/),
  })
  const { broken, fixed } = (events[0] ?? {})['runs'] as Record<'broken' | 'fixed', { exchanges: object[] }>
  expect(broken.exchanges[0]).toMatchObject({ session: { cookie: 'kept-back', why: 'not-secured' } })
  expect(fixed.exchanges[0]).toMatchObject({ session: { cookie: 'set' } })
})

test.skipIf(existsSync(path.join(packageRoot, 'node_modules/passport')))(
  'a code whose apps need what is not installed: the recorded run, its versions, and the line that installs it',
  async () => {
    const { code, stdout } = await run(['explain', 'passport-above-session'], { variables })
    expect(code).toBe(0)
    expect(stdout).toMatch(/Recorded, with Node.js [\d.]+, express [\d.]+, express-session [\d.]+,\s+passport [\d.]+/)
    expect(stdout).toContain('npm install --no-save passport')
    expect(stdout).toContain('Login sessions require session support')
    expect(stdout).toContain('✔ The broken app shows it.')
  },
)

test.each([
  ['secure-over-htp', 'secure-over-http'],
  ['session-below-routes', 'session-below-route'],
])('%s is no code, and %s is meant', async (typed, meant) => {
  const { code, stderr } = await run(['explain', typed])
  expect(code).toBe(2)
  expect(stderr).toContain(`There is no cause "${typed}".`)
  expect(stderr).toContain(`Did you mean ${meant}?`)
})

test('a word with a hyphen that is no code', async () => {
  const { code, stderr } = await run(['explain', 'completely-different-thing'])
  expect(code).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(2)
  expect(stderr).not.toContain('Did you mean')
})

test('what people write with a hyphen is no code', async () => {
  const { code, stdout } = await run(['explain', 'cookie-session'])
  expect(code).toBe(0)
  expect(stdout).toContain('cookie-session-instead')
})
