import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

const file = path.join(packageRoot, 'test/observe/apps/sockets.js')

/** What is known of a WebSocket over which a text was sent before and after a login. */
async function heard(opens: string) {
  const { upgrades } = await drive({ file }, [
    { send: 'GET /' },
    { opens },
    { says: 'a' },
    { send: 'POST /login' },
    { says: 'b' },
  ])
  return upgrades.map(({ url, by, missing, unsaved, stale }) => ({ url, by, missing, unsaved, stale }))
}

test.concurrent.each([
  ['/writes', { unsaved: { keys: ['name'], at: { file, line: 18 } } }],
  // It is saved, and what is saved the second time is what there was before the login.
  ['/saves', { stale: { keys: ['user'], at: { file, line: 20 } } }],
  ['/reads', { stale: { keys: ['user'], at: { file, line: 23 } } }],
  ['/reloads', {}],
  ['/bare', { by: [], missing: { file, line: 25 } }],
])('what becomes of the session of a WebSocket is told: %s', async (url, told) => {
  expect(await heard(url)).toEqual([{ url, by: [1], missing: null, unsaved: null, stale: null, ...told }])
})
