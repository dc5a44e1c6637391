import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { examine } from '../../src/doctor/examine.ts'
import { doctorHost } from '../support/doctor-host.ts'
import { temporaryFolder } from '../support/run.ts'

/** An app that starts a program which is no Node.js: that is not kept in, so it does not start unless more is allowed. */
async function examined(writes: boolean) {
  const backup = path.join(temporaryFolder(), 'backup')
  const host = { ...doctorHost, variables: { ...doctorHost.variables, BACKUP: backup } }
  const asked = {
    folder: path.join(import.meta.dirname, 'apps'),
    file: 'starts-program.js',
    given: [],
    command: null,
    online: false,
    writes,
    login: null,
    visits: [],
  }
  const result = await examine(asked, host, () => {}, new AbortController().signal)
  return { ...result, isThere: existsSync(backup) }
}

test('it does not start, and what may start it is not sent', async () => {
  const { isThere, notTried } = await examined(false)
  expect(isThere).toBe(false)
  expect(notTried[0]).toMatchObject({
    why: 'the app starts the program touch, which nobody keeps in',
    flag: '--writes',
  })
})

test('--writes lets it start, and says so', async () => {
  const { isThere, remarks } = await examined(true)
  expect(isThere).toBe(true)
  expect(remarks).toContain('It was let start the program touch (--writes).')
})
