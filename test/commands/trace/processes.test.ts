import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { countingApp, startTrace } from '../../support/traced.ts'

/** Two processes get requests: `front.mjs`, which is no Express app, starts the app with the sessions and asks it in turn. */
const FRONT = `
  import { spawn } from 'node:child_process'
  import { createServer } from 'node:http'
  const app = spawn(process.execPath, ['app.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [, port] = /port (\\d+)/.exec(String(await new Promise((resolve) => app.stdout.once('data', resolve))))
  const front = createServer(async (request, response) => {
    const answer = await fetch('http://127.0.0.1:' + port + request.url)
    response.end(await answer.text())
  })
  await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve))
  for (const url of ['/', '/']) await (await fetch('http://127.0.0.1:' + front.address().port + url)).text()
  front.closeAllConnections()
  front.close()
  app.kill('SIGINT')
`

function bothIn(): string {
  const folder = countingApp(`process.on('SIGINT', () => process.exit(0))`)
  writeFileSync(path.join(folder, 'front.mjs'), FRONT)
  return folder
}

test.concurrent('each exchange says which process got it, and what that has loaded', async () => {
  const trace = startTrace(['--json', 'front.mjs'], { folder: bothIn() })
  expect(await trace.ended).toBe(0)
  const told = trace
    .events()
    .flatMap(({ event, process, layers }) => (event === 'exchange' ? [{ ...process, layers }] : []))
  const [app, front] = ['app.mjs', 'front.mjs'].map((argv0) => told.filter((one) => one.argv0 === argv0))
  expect([app?.length, front?.length]).toEqual([2, 2])
  expect(new Set(told.map(({ number, argv0 }) => `${number} ${argv0}`)).size).toBe(2)
  expect(app?.[0]).toMatchObject({ session: expect.any(String), express: expect.any(String) })
  expect(front?.[0]).toMatchObject({ session: null, express: null, layers: [] })
})

test.concurrent('in words too, and what stands beside the app has a line and no more', async () => {
  const trace = startTrace(['front.mjs'], { folder: bothIn() })
  expect(await trace.ended).toBe(0)
  const blocks = trace.stderr().split('\n\n')
  const ofFront = blocks.filter((block) => / #\d front\.mjs {2}GET/.test(block))
  expect(ofFront.length).toBeGreaterThan(0)
  for (const block of ofFront) expect(block.replaceAll(/\s+/g, ' ')).toMatch(/GET \/ 200 no Express app got it\s*$/)
  expect(blocks.some((block) => / #\d app\.mjs {2}GET[^]*session: no cookie came/.test(block))).toBe(true)
  expect(trace.stderr().replaceAll(/\s+/g, ' ')).toMatch(/answered by #1 (?:app|front)\.mjs \(\d+\), #2/)
})

const APP = (folder: string) => path.join(folder, 'app.mjs')
test.concurrent.each([
  ['ProcessContainerFork.js', (folder: string) => ({ pm_exec_path: APP(folder) })],
  ['ProcessContainer.js', (folder: string) => ({ pm2_env: JSON.stringify({ name: 'a', pm_exec_path: APP(folder) }) })],
])('an app that pm2 starts by its %s is called by its own file', async (file, variablesIn) => {
  const folder = countingApp(
    `setImmediate(() => fetch('http://127.0.0.1:' + server.address().port).then(() => process.exit(0)))`,
  )
  writeFileSync(path.join(folder, file), `import('./app.mjs')`)
  const trace = startTrace(['--json', file], { folder, variables: variablesIn(folder) })
  expect(await trace.ended).toBe(0)
  expect(trace.events().find(({ event }) => event === 'exchange')).toMatchObject({ process: { argv0: 'app.mjs' } })
})
