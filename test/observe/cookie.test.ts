import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

test('a cookie that cannot be written is told as that, though express-session says so only after the answer', async () => {
  const file = path.join(packageRoot, 'src/diagnosis/causes/cookie-domain-refused/broken.js')
  const [lost] = (await drive({ file }, [{ send: 'POST /login' }])).exchanges
  expect(lost?.session).toMatchObject({ cookie: 'kept-back', why: 'cannot-be-written' })
  expect(lost?.errors.map(({ message }) => message)).toEqual(['option domain is invalid'])
})

test('a cookie that the app tells browsers to delete is no cookie of session()', async () => {
  const file = path.join(packageRoot, 'src/diagnosis/causes/clear-cookie-mismatch/fixed.js')
  const { exchanges } = await drive({ file }, [{ send: 'POST /shop/login' }, { send: 'POST /shop/logout' }])
  expect(exchanges.map(({ session }) => session.cookie)).toEqual(['set', 'cleared'])
})
