import { expect, test } from 'vitest'
import { APP, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const HTTP = "import http from 'node:http'\n"
const BOTH = APP + ROUTES

test.concurrent.each([
  ['it is exported', `${BOTH}export default app\n`],
  ['it is exported by name', `${BOTH}export { app }\n`],
  ['it listens and is exported', `${BOTH}${LISTEN}export default app\n`],
  ['it listens twice', `${BOTH}${LISTEN}app.listen(3001)\n`],
  ['its server is exported', `${HTTP}${BOTH}export default http.createServer(app)\n`],
  ['its server and it are exported', `${HTTP}${BOTH}export const server = http.createServer(app)\nexport { app }\n`],
  ['its server listens', `${HTTP}${BOTH}http.createServer(app).listen(3000)\n`],
  [
    'it has an app and a router inside',
    `${BOTH}export const a = express()\napp.use('/a', a)\napp.use(express.Router())\n${LISTEN}`,
  ],
  [
    'another server listens that is no app',
    `import net from 'node:net'\n${BOTH}${LISTEN}net.createServer().listen(6379)\n`,
  ],
  ['it listens in a callback', `import fs from 'node:fs'\n${BOTH}fs.readFile('none', () => app.listen(3000))\n`],
  ['it listens after an await', `${BOTH}await new Promise((go) => setTimeout(go, 50))\n${LISTEN}`],
  ['it listens after a timer', `${BOTH}setTimeout(() => app.listen(3000), 50)\n`],
  ['its file waits on', `${BOTH}${LISTEN}await new Promise(() => {})\n`],
  ['everywhere', `${BOTH}app.listen(3000, '0.0.0.0')\n`],
  ['with a backlog', `${BOTH}app.listen(3000, 'localhost', 511, () => {})\n`],
  ['with options', `${HTTP}${BOTH}http.createServer(app).listen({ port: 3000, host: '::' })\n`],
  ['at a path', `${BOTH}app.listen('/no/such/socket')\n`],
  [
    'beside its HTTPS',
    `${HTTP}import https from 'node:https'\n${BOTH}https.createServer({}, app).listen(3443)\nhttp.createServer(app).listen(3000)\n`,
  ],
  ['without Express', `${HTTP}http.createServer((req, res) => res.end('{}')).listen(3000)\n`],
])('one app: %s', async (_, source) => {
  const { passed, problem } = await tryFile(source)
  expect({ passed, problem }).toEqual({ passed: true, problem: null })
})

test.concurrent.each([
  ['nothing', '', null, 'Your file makes no Express app.'],
  ['only a comment', '// const app = express()\n', null, 'Your file makes no Express app.'],
  ['an app that does nothing', BOTH, 2, 'The app of line 2 neither listens nor is exported, so nobody can reach it.'],
  [
    'an await',
    `${BOTH}await new Promise(() => {})\n${LISTEN}`,
    5,
    'Line 5 waits with await for something that never comes, so no app listens.',
  ],
  [
    'only HTTPS',
    `import https from 'node:https'\n${BOTH}https.createServer({}, app).listen(3443)\n`,
    6,
    'Line 6 listens with HTTPS, and this exercise speaks HTTP.',
  ],
])('no app: %s', async (_, source, line, message) => {
  expect((await tryFile(source)).problem).toMatchObject({ kind: 'no-app', line, message })
})

test.concurrent.each([
  [
    'both listen',
    `${BOTH}${LISTEN}const b = express()\nb.listen(3001)\n`,
    7,
    'one listens in line 5, one listens in line 7',
  ],
  [
    'one listens',
    `${BOTH}${LISTEN}const b = express()\nexport default b\n`,
    7,
    'one listens in line 5, one is exported as default in line 7',
  ],
  [
    'both are exported',
    `${BOTH}export const b = express()\nexport {\n  app,\n}\n`,
    5,
    'one is exported as app in line 6, one is exported as b in line 5',
  ],
])('two apps: %s', async (_, source, line, places) => {
  const { problem } = await tryFile(source)
  expect(problem).toMatchObject({ kind: 'several-apps', line, message: `There are 2 apps: ${places}.` })
})

test.concurrent('an app that never listens while something else goes on', async () => {
  const { problem } = await tryFile(`${BOTH}setInterval(() => {}, 1000)\n`, { limits: { startMs: 1500 } })
  expect(problem).toMatchObject({
    kind: 'slow',
    line: 2,
    message: 'After 1.5 seconds the app of line 2 did not listen yet.',
  })
})

test.concurrent.each(['3000', "3000, '0.0.0.0'", "{ port: 3000, host: '::' }", "'/no/such/socket'", ''])(
  'listen(%s) is on 127.0.0.1, and at once',
  async (words) => {
    const source = `import http from 'node:http'\n${BOTH}const server = http.createServer(app)\nserver.listen(${words})\nconst { address, port } = server.address()\nconsole.log(address, port === 3000)\n`
    const verdict = await tryFile(source)
    expect({ passed: verdict.passed, printed: printed(verdict) }).toEqual({
      passed: true,
      printed: '127.0.0.1 false\n',
    })
  },
)
