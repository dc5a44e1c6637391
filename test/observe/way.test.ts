import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

const app = (code: string, file: string) => path.join(packageRoot, 'src/diagnosis/causes', code, file)

test('a middleware is told from the handler of a route, and a handler has the path of its route', async () => {
  const { exchanges } = await drive({ file: app('body-not-parsed', 'fixed.js') }, [
    { send: 'POST /login', body: { user: 'ada' } },
    { send: 'GET /nowhere' },
  ])
  const ways = exchanges.map(({ layers }) => layers.map(({ kind, name, path: where }) => [kind, name, where]))
  const above = [
    ['middleware', 'session', '/'],
    ['middleware', 'jsonParser', '/'],
  ]
  expect(ways).toEqual([[...above, ['handler', '<anonymous>', '/login']], above])
})

test('it is told where req.session was asked for before session() made one, and not what session() asks', async () => {
  const lines = async (file: string) => {
    const { exchanges } = await drive({ file: app('path-not-covered', file) }, [
      { send: 'POST /admin/login' },
      { send: 'GET /dashboard' },
    ])
    return exchanges.map(({ missing }) => missing.map(({ at }) => at?.line))
  }
  expect(await lines('broken.js')).toEqual([[], [20]])
  expect(await lines('fixed.js')).toEqual([[], []])
})
