import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

test('it is told where the app asks for a signed cookie that is false, and not that packages do', async () => {
  const file = path.join(packageRoot, 'test/observe/apps/signed-cookies.js')
  const { exchanges } = await drive({ file }, [
    { send: 'GET /' },
    { send: 'GET /' },
    { send: 'GET /id' },
    { send: 'GET /all' },
  ])
  expect(exchanges.map(({ refusedCookies }) => refusedCookies)).toEqual([
    [],
    [],
    [{ name: 'connect.sid', at: { file, line: 15 } }],
    [{ name: 'connect.sid', at: { file, line: 17 } }],
  ])
  expect(exchanges.map(({ session }) => session.state)).toEqual(['no-cookie', 'found', 'found', 'found'])
})
