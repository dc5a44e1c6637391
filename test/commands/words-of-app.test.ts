import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from '../support/run.ts'
import { runTutor } from '../support/tutor.ts'

const KEPT = "console.log(JSON.stringify(process.argv.slice(2)), 'given')\n"

test.concurrent.each([
  ['app.mjs --plain', []],
  ['--plain app.mjs', []],
  ['app.mjs --plain --port 3000', ['--port', '3000']],
  ['app.mjs --port 3000 --plain', ['--port', '3000']],
  ['app.mjs --port=3000 -x a', ['--port=3000', '-x', 'a']],
  ['app.mjs -- --plain', ['--plain']],
  ['--plain -- node app.mjs --plain --port 3000', ['--plain', '--port', '3000']],
])('trace %s: what the app is given', async (words, given) => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'app.mjs'), KEPT)
  const { code, stdout } = await runTutor(['trace', ...words.split(' ')], folder)
  expect(stdout).toContain(`${JSON.stringify(given)} given`)
  expect(code).toBe(0)
})

test.concurrent.each([
  ['trace --jsn app.mjs', "Unknown option '--jsn'.\nDid you mean --json?\n"],
  ['trace --port 3000 app.mjs', "Unknown option '--port'."],
  ['doctor --jsn app.mjs', "Unknown option '--jsn'.\nDid you mean --json?\n"],
  ['doctor app.mjs --fail-on never', "argument 'never' is invalid"],
])('%s: a typing mistake', async (words, sentence) => {
  const { code, stderr } = await runTutor(words.split(' '), temporaryFolder())
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})

const APP = `
import express from ${JSON.stringify(path.join(packageRoot, 'node_modules/express/index.js'))}
const app = express().get('/', (req, res) => res.send('hello'))
if (process.argv[2] !== '--port') throw new Error(JSON.stringify(process.argv))
`

test.concurrent.each([
  ['one that listens', `${APP}app.listen(process.env.PORT)`],
  ['one that only exports its app', `${APP}export default app`],
])('doctor app.mjs --json --port 3000: %s gets its words', async (_, source) => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'app.mjs'), source)
  const { stdout } = await runTutor(['doctor', 'app.mjs', '--json', '--port', '3000'], folder)
  const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly unknown[] }
  expect(scenarios[0]).toMatchObject({ name: 'start', result: 'ok' })
})
