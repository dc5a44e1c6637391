import { expect, test } from 'vitest'
import { catalogue } from '../../../src/diagnosis/catalogue.ts'
import { SURPRISES } from '../../../src/diagnosis/words/surprises.ts'
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
    claims: [{ holds: true }, { holds: true }],
  })
  const { broken, fixed } = (events[0] ?? {})['runs'] as Record<'broken' | 'fixed', { exchanges: object[] }>
  expect(broken.exchanges[0]).toMatchObject({ session: { cookie: 'kept-back', why: 'not-secured' } })
  expect(fixed.exchanges[0]).toMatchObject({ session: { cookie: 'set' } })
})

test('a code whose apps need what is not installed: the difference, and the line that installs it', async () => {
  const { code, stdout } = await run(['explain', 'watcher-restarts'], { variables })
  expect(code).toBe(0)
  expect(stdout).toContain('npm install nodemon')
})
