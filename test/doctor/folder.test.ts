import { existsSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { examine } from '../../src/doctor/examine.ts'
import { packageRoot } from '../../src/package-root.ts'
import { doctorHost } from '../support/doctor-host.ts'
import { temporaryFolder } from '../support/run.ts'

const APP = `
import { mkdirSync, writeFileSync } from 'node:fs'
import express from 'express'
import session from 'express-session'
const tried = (work) => { try { work(); return 'written' } catch (error) { return error.code } }
const app = express()
app.use(session({ secret: 'a secret that is at least 32 bytes long', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => res.send([
  tried(() => writeFileSync('own.txt', 'x')),
  tried(() => writeFileSync('uploads/new.txt', 'x')),
  tried(() => mkdirSync('node_modules/.cache/app', { recursive: true })),
].join()))
app.listen(3000)
`

test.each([false, true])(
  'nothing is written into the real folder, not by way of links, and with --writes %s',
  async (writes) => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(path.join(folder, 'server.js'), APP)
    // So large that it is linked.
    mkdirSync(path.join(folder, 'uploads'))
    writeFileSync(path.join(folder, 'uploads/film'), '')
    truncateSync(path.join(folder, 'uploads/film'), 21_000_000)
    mkdirSync(path.join(folder, 'node_modules'))
    for (const name of readdirSync(path.join(packageRoot, 'node_modules')).filter((one) => !one.startsWith('.')))
      symlinkSync(path.join(packageRoot, 'node_modules', name), path.join(folder, 'node_modules', name))
    const asked = {
      folder,
      file: 'server.js',
      given: [],
      command: null,
      online: false,
      writes,
      login: null,
      visits: [],
    }
    const { observation, remarks } = await examine(asked, doctorHost, () => {}, new AbortController().signal)
    expect(observation.exchanges.filter(({ response }) => response?.status === 200)).not.toEqual([])
    expect(remarks).toContain('uploads is large: the app got a link to it, not a copy.')
    expect(
      ['own.txt', 'uploads/new.txt', 'node_modules/.cache'].filter((name) => existsSync(path.join(folder, name))),
    ).toEqual([])
  },
)
