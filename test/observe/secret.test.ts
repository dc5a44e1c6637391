import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

test('the text of a secret, a password and an Authorization header are in no observation', async () => {
  const file = path.join(packageRoot, 'test/observe/apps/secrets.js')
  const body = { user: 'ada', password: 'open-sesame' }
  const observation = await drive({ file }, [
    { send: 'POST /login', body, headers: { Authorization: 'Bearer 1234567' } },
  ])

  const [call] = observation.sessions
  expect(call?.secret).toMatchObject({ kind: 'array', count: 2, lengths: [23, 24], published: [false, false] })
  expect(observation.exchanges.map(({ response }) => response?.status)).toEqual([200])
  const text = JSON.stringify(observation)
  expect(text).toContain('ada')
  for (const hidden of ['first-secret', 'second-secret', 'open-sesame', '1234567']) expect(text).not.toContain(hidden)
})
