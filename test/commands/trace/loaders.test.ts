import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { temporaryFolder } from '../../support/run.ts'
import { startTrace } from '../../support/traced.ts'

/** Ways in which an app, or what tests one, loads its modules. */

const MODULES = JSON.stringify(path.join(packageRoot, 'node_modules'))

/** An app that is asked once, and ends. `load(name)` gives a package. */
const APP = (load: string, store = '') => `
  const express = ${load}('express')
  const session = ${load}('express-session')
  const http = require('node:http')
  const app = express()
  app.use(session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false, cookie: { secure: true } ${store} }))
  app.get('/', (req, res) => {
    req.session.n = 1
    res.send('hello')
  })
  const server = app.listen(0, '127.0.0.1', () =>
    http.get({ port: server.address().port, agent: false }, (answer) => answer.resume().on('end', () => process.exit())),
  )
`

async function traced(source: string, before: readonly string[] = []) {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'app.cjs'), source)
  const trace = startTrace(['--json', '--', 'node', ...before, 'app.cjs'], { folder })
  const code = await trace.ended
  return { code, stderr: trace.stderr(), events: trace.events() }
}

const SEES_ALL = [
  { event: 'exchange', session: { state: 'no-cookie', saved: true, cookie: 'kept-back', why: 'not-secured' } },
  { event: 'finding', code: 'secure-over-http' },
]
const exchangesAndErrors = (events: readonly Record<string, unknown>[]) =>
  events.filter(({ event, level }) => event === 'exchange' || level === 'error')

test.concurrent('as Node.js does', async () => {
  const { code, events } = await traced(APP(`require('node:module').createRequire(${MODULES} + '/x.js')`))
  expect(code).toBe(0)
  expect(exchangesAndErrors(events)).toMatchObject(SEES_ALL)
})

test.concurrent('as Jest does: each module compiled in a context of its own, each test file with new ones', async () => {
  const loader = `
    const vm = require('node:vm')
    const { createRequire } = require('node:module')
    const { readFileSync } = require('node:fs')
    const path = require('node:path')
    const context = vm.createContext({ ...globalThis, process, Buffer, setImmediate, setTimeout, clearTimeout, console, URL, TextEncoder, TextDecoder })
    const known = new Map()
    const load = (file) => {
      if (known.has(file)) return known.get(file).exports
      const module = { exports: {}, filename: file }
      known.set(file, module)
      const inside = (name) => {
        const found = createRequire(file).resolve(name)
        return path.isAbsolute(found) && !found.endsWith('.mjs') ? load(found) : createRequire(file)(name)
      }
      if (file.endsWith('.json')) return (module.exports = JSON.parse(readFileSync(file, 'utf8')))
      const parameters = ['module', 'exports', 'require', '__dirname', '__filename']
      const run = vm.compileFunction(readFileSync(file, 'utf8'), parameters, { filename: file, parsingContext: context })
      run.call(module.exports, module, module.exports, inside, path.dirname(file), file)
      return module.exports
    }
    const loadPackage = (name) => load(createRequire(${MODULES} + '/x.js').resolve(name))
  `
  const { code, stderr, events } = await traced(loader + APP('loadPackage'))
  expect(stderr).not.toContain('Error')
  expect(code).toBe(0)
  expect(exchangesAndErrors(events)).toMatchObject(SEES_ALL)
})

test.concurrent('with permissions: it gets those that are needed to be observed', async () => {
  const [major = 0] = process.versions.node.split('.').map(Number)
  const flag = major < 22 ? '--experimental-permission' : '--permission'
  const { code, events } = await traced(APP(`require('node:module').createRequire(${MODULES} + '/x.js')`), [
    flag,
    '--allow-fs-read=*',
  ])
  expect(code).toBe(0)
  expect(exchangesAndErrors(events)).toMatchObject(SEES_ALL)
})

test.concurrent('in a thread: it is told as a process of its own', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'app.cjs'), APP(`require('node:module').createRequire(${MODULES} + '/x.js')`))
  writeFileSync(
    path.join(folder, 'threads.cjs'),
    `const { Worker } = require('node:worker_threads'); for (let i = 0; i < 2; i += 1) new Worker(__dirname + '/app.cjs')`,
  )
  const trace = startTrace(['--json', 'threads.cjs'], { folder })
  expect(await trace.ended).toBe(0)
  const pids = trace
    .events()
    .filter(({ event }) => event === 'exchange')
    .map((event) => event['process'].pid as number)
  expect(pids).toHaveLength(2)
  expect(new Set(pids).size).toBe(2)
})
