import path from 'node:path'
import { expect, test } from 'vitest'
import { drive } from '../support/drive.ts'

test('a request that a middleware hands on in the course of something else is told whole', async () => {
  const file = path.join(import.meta.dirname, 'apps/handed-on-elsewhere.js')
  const { exchanges } = await drive({ file }, [{ send: 'GET /' }, { send: 'GET /' }])
  expect(exchanges.map(({ session }) => session.state)).toEqual(['no-cookie', 'found'])
  expect(exchanges.map(({ store }) => store.map(({ op }) => op).join(' '))).toEqual(['set', 'get set'])
  expect(exchanges[1]?.trace).toContain('session found')
})
