import { cpSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'
import { temporaryFolder } from '../support/run.ts'

test('an app whose packages lie behind links, as those of pnpm do, runs and is seen', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'server.mjs')
  cpSync(path.join(packageRoot, 'src/diagnosis/causes/secure-over-http/fixed.js'), file)
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
  const { exchanges, processes } = await drive({ file }, [{ send: 'GET /' }, { send: 'GET /' }])
  expect(processes.map(({ end }) => end)).toEqual([null])
  expect(exchanges.map(({ session }) => session.state)).toEqual(['no-cookie', 'found'])
})
