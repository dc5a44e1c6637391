import { expect, test } from 'vitest'
import { parse } from '../../src/diagnosis/source/parse.ts'
import { wantedIn } from '../../src/doctor/variables.ts'

test.each([
  ['session({ secret: process.env.SESSION_SECRET })', ['SESSION_SECRET']],
  ["session({ secret: process.env.SESSION_SECRET ?? 'local' })", []],
  ["session({ secret: process.env.SESSION_SECRET }); process.env.SESSION_SECRET = 'too late'", []],
  ["process.env.SESSION_SECRET ??= 'local'; session({ secret: process.env.SESSION_SECRET })", []],
  ['listen(process.env.PORT)', []],
])('%s: lent is %j', async (text, secrets) => {
  const program = await parse(text, false)
  expect(wantedIn(program ? [{ file: 'server.js', program }] : []).secrets).toEqual(secrets)
})
