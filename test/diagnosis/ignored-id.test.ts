import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { catalogueFor } from '../../src/diagnosis/ignored-id.ts'
import { at, change, exchange, observation, passed, type ExchangeParts } from '../support/observations.ts'

/** `req.session.id = ...` outside of strict mode does nothing, and says nothing. */

const handler = (body: string) => `const app = express()\napp.post('/login', (req, res) => {\n${body}\n})\n`

/** The lines at which it is told, for a login whose handler is in line 2. */
async function linesFor(body: string, parts: ExchangeParts = {}): Promise<readonly (number | undefined)[]> {
  const login = exchange({
    line: 'POST /login',
    status: 302,
    layers: [passed({ did: 'answered', kind: 'handler', path: '/login', at: at(2) })],
    ...parts,
    session: { by: [1], ...parts.session },
  })
  const seen = observation({ exchanges: [login] })
  const causes = await catalogueFor(seen, () => handler(body))
  return diagnose(seen, causes)
    .filter(({ code }) => code === 'session-id-assigned')
    .map((one) => one.at?.line)
}

test.each([
  ['req.session.id = user.id\n  res.redirect("/")', [3]],
  ['const { session } = req\n  session.id = 7', [4]],
  ['Reflect.set(req.session, "id", user.id)', [3]],
  ['req.session.userId = user.id', []],
  ['req.session[name] = user.id', []],
  ['Object.assign(req.session, values)', []],
  ['const id = req.session.id', []],
])('%s', async (body, lines) => {
  expect(await linesFor(body)).toEqual(lines)
})

test('a handler that was not come to the end of, or kept something, says nothing of it', async () => {
  const body = 'req.session.id = user.id'
  expect(await linesFor(body, { status: 401 })).toEqual([])
  expect(await linesFor(body, { changes: [change()] })).toEqual([])
  expect(await linesFor(body, { session: { by: [] } })).toEqual([])
})
