import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'loading-'))
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What an app does after it has `express` and `session`. */
const APP = `
const app = express()
app.use(session({ secret: 'a b c', resave: false, saveUninitialized: false }))
app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.json({})
})
app.listen(process.env.PORT)
`

const MODULE = `import express from 'express'\nimport session from 'express-session'\n${APP}`
const COMMON = `const express = require('express')\nconst session = require('express-session')\n${APP}`
const register = path.join(packageRoot, 'dist/src/observe/register.js')

test.each([
  { file: 'app.mjs', source: MODULE, flag: '--import' },
  { file: 'app.mjs', source: MODULE, flag: '--require' },
  { file: 'app.cjs', source: COMMON, flag: '--import' },
  { file: 'app.cjs', source: COMMON, flag: '--require' },
])('$flag, $file: express-session is found where node_modules is a link', async ({ file, source, flag }) => {
  const app = path.join(folder, file)
  writeFileSync(app, source)
  const { exchanges, sessions, problems } = await drive({ file: app, flags: [flag, register] }, [
    { send: 'POST /login' },
  ])
  expect(problems).toEqual([])
  expect(sessions.map(({ at }) => at?.file)).toEqual([app])
  expect(exchanges.map(({ session }) => [session.state, session.saved, session.cookie])).toEqual([
    ['no-cookie', true, 'set'],
  ])
})
