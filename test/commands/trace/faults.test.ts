import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { pipedEnvironment, run, temporaryFolder } from '../../support/run.ts'
import { countingApp, startTrace, visit } from '../../support/traced.ts'

/** What goes wrong: the app is as it would be, and what is lost is said. */

const numbersIn = (trace: ReturnType<typeof startTrace>) => {
  const { exchanges, dropped } = trace.events().at(-1) ?? {}
  return { told: exchanges as number, dropped: dropped as number }
}

test('ten thousand requests at once: each is answered, and each is told or counted', async () => {
  const folder = countingApp(`app.get('/end', () => process.exit())`)
  const trace = startTrace(['--json', 'app.mjs'], { folder })
  const port = await trace.said(/"port":(\d+)/)
  const worker = `
    const http = require('node:http')
    const agent = new http.Agent({ maxSockets: 500, keepAlive: true })
    let left = 10_000, right = 0
    for (let i = 10_000; i > 0; i -= 1)
      http.get({ port: ${port}, agent, path: '/' }, (answer) => {
        right += answer.statusCode === 200
        answer.resume().on('end', () => { if ((left -= 1) === 0) { console.log(right); process.exit() } })
      })
  `
  const child = spawn(process.execPath, ['-e', worker], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [answered] = (await once(child.stdout, 'data')) as [Buffer]
  expect(Number(answered)).toBe(10_000)
  // What was told is read in order: when a later request is told, all before it have been.
  let more = 0
  const askOnce = async () => {
    more += 1
    await visit(port, '/?later')
    expect(trace.stdout().includes('GET /?later')).toBe(true)
  }
  await vi.waitFor(askOnce, { timeout: 60_000, interval: 300 })
  await visit(port, '/end')
  expect(await trace.ended).toBe(0)
  const { told, dropped } = numbersIn(trace)
  expect(told + dropped).toBe(10_001 + more)
})

test('a tutor that sleeps holds nothing up: neither answers, nor the end of the app; and what did not reach it is counted', async () => {
  const folder = countingApp(`
    app.get('/large', (req, res) => {
      req.session.text = 'x'.repeat(100_000)
      res.send('large')
    })
    app.get('/end', (req, res) => res.on('finish', () => process.exit(4)).send('bye'))
  `)
  const trace = startTrace(['--json', 'app.mjs'], { folder })
  const port = await trace.said(/"port":(\d+)/)
  const { text = '' } = (await visit(port)) ?? {}
  const pid = Number(/\d+$/.exec(text)?.[0])
  trace.child.kill('SIGSTOP')
  for (let i = 0; i < 200; i += 1) expect(await visit(port, '/large')).toMatchObject({ text: 'large' })
  expect(await visit(port, '/end')).toMatchObject({ text: 'bye' })
  // It has ended, though nobody has looked yet (`Z`), who started it.
  if (existsSync(`/proc/${pid}`)) await vi.waitUntil(() => stateOf(pid) === 'Z', { timeout: 20_000 })
  trace.child.kill('SIGCONT')
  expect(await trace.ended).toBe(4)
  const { told, dropped } = numbersIn(trace)
  expect(dropped).toBeGreaterThan(0)
  expect(told + dropped).toBe(202)
})

function stateOf(pid: number): string {
  return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? ''
}

test('hostile headers and session data reach neither the terminal nor the JSON as they are', async () => {
  const folder = countingApp(`
    app.get('/hostile', (req, res) => {
      req.session.data = JSON.parse('{"__proto__":{"polluted":1},"constructor":"\\\\u001b[2J"}')
      req.session.large = 'y'.repeat(1_000_000)
      req.session['\\u001b[31mkey'] = '\\u009b5m'
      res.set('X-Bell', 'a\\u0080\\u009bb').send('ok')
    })
    app.get('/end', (req, res) => res.on('finish', () => process.exit()).send('bye'))
  `)
  const trace = startTrace(['--json-file', 'trace.json', '--show-values', 'app.mjs'], { folder })
  const port = await trace.said(/port (\d+)/)
  const { cookie } = (await visit(port, '/hostile')) ?? {}
  expect(cookie).toBeDefined()
  expect((await visit(port, '/?%1b[2J%00', cookie))?.text).toContain('visit 1')
  await visit(port, '/end')
  expect(await trace.ended).toBe(0)
  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/
  expect(trace.stderr()).not.toMatch(control)
  const json = readFileSync(path.join(folder, 'trace.json'), 'utf8')
  expect(json).not.toMatch(control)
  expect(trace.events(json).filter(({ event }) => event === 'exchange')).toHaveLength(3)
})

test('a large answer goes through as it is', async () => {
  const folder = countingApp(`
    app.get('/large', (req, res) => {
      const piece = Buffer.alloc(1_000_000, 'z')
      let left = 100
      const write = () => {
        while (left > 0) {
          left -= 1
          if (!res.write(piece)) return res.once('drain', write)
        }
        res.end()
      }
      write()
    })
    app.get('/end', () => process.exit())
  `)
  const trace = startTrace(['--json', 'app.mjs'], { folder })
  const port = await trace.said(/"port":(\d+)/)
  const answer = await fetch(`http://127.0.0.1:${port}/large`)
  let size = 0
  for await (const piece of answer.body ?? []) size += (piece as Uint8Array).length
  expect(size).toBe(100_000_000)
  await visit(port, '/end')
  expect(await trace.ended).toBe(0)
  expect(trace.stdout().length).toBeLessThan(100_000)
})

test('without a place for its socket nothing is started', async () => {
  const folder = countingApp()
  const trace = startTrace(['app.mjs'], { folder, variables: { TMPDIR: path.join(folder, 'not-there') } })
  expect(await trace.ended).toBe(2)
  expect(trace.stdout().toString()).toBe('')
  expect(trace.stderr()).toMatch(/cannot be written \(ENOENT\)\.\nSet TMPDIR to a folder that you can write to\.\n$/)
})

test('where a killed tutor left its folder, the next one removes it', async () => {
  const temporary = temporaryFolder()
  const folder = countingApp()
  const killed = startTrace(['app.mjs'], { folder, variables: { TMPDIR: temporary } })
  const port = await killed.said(/port (\d+)/)
  const { text = '' } = (await visit(port)) ?? {}
  killed.child.kill('SIGKILL')
  await vi.waitFor(() => expect(killed.child.signalCode).toBe('SIGKILL'))
  expect(readdirSync(temporary)).toHaveLength(1)
  process.kill(Number(/\d+$/.exec(text)?.[0]))
  const next = startTrace(['app.mjs'], { folder, variables: { TMPDIR: temporary } })
  await next.said(/port (\d+)/)
  await vi.waitFor(() => expect(readdirSync(temporary)).toHaveLength(1), { timeout: 20_000 })
  next.child.kill('SIGINT')
  await next.ended
  expect(readdirSync(temporary)).toEqual([])
})

test('two traces of the same app do not disturb each other', async () => {
  const folder = countingApp()
  const both = [startTrace(['--json', 'app.mjs'], { folder }), startTrace(['--json', 'app.mjs'], { folder })] as const
  for (const trace of both) {
    const port = await trace.said(/"port":(\d+)/)
    expect((await visit(port))?.text).toContain('visit 1')
    await trace.said(/"event":"(exchange)"/)
    trace.child.kill('SIGINT')
    expect(await trace.ended).toBe(130)
    expect(numbersIn(trace)).toEqual({ told: 1, dropped: 0 })
  }
})

test('a process whose output goes to the tutor lives on when that is gone', async () => {
  const folder = temporaryFolder()
  const register = path.join(packageRoot, 'bin/observe.cjs')
  const talks = `
    let failed = 0
    const word = () => process.stdout.write('word ', (error) => {
      if (error && (failed += 1) === 20) require('node:fs').writeFileSync('lives', '')
    })
    setInterval(word, 5)
  `
  writeFileSync(path.join(folder, 'talks.cjs'), talks)
  // A tutor that owns the screen: its command has pipes. It listens, starts the command, and is killed.
  const tutor = `
    const { spawn } = require('node:child_process')
    const place = ${JSON.stringify(path.join(folder, 's'))}
    require('node:net').createServer((socket) => socket.resume()).listen(place, () => {
      const env = { ...process.env, NODE_OPTIONS: '--require=' + ${JSON.stringify(register)}, SESSION_TUTOR_OBSERVE: place, SESSION_TUTOR_PIPES: '1' }
      const child = spawn(process.execPath, ['talks.cjs'], { env, detached: true })
      child.stdout.once('data', () => console.log(child.pid))
    })
  `
  const parent = spawn(process.execPath, ['-e', tutor], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(said)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  // It would have died of the first word that nobody takes.
  await vi.waitFor(() => expect(existsSync(path.join(folder, 'lives'))).toBe(true), { timeout: 20_000 })
  process.kill(pid)
})

test('on Windows it says that it does not work there', async () => {
  const { environment } = pipedEnvironment()
  const self = Object.create(process, { platform: { value: 'win32' } }) as NodeJS.Process
  const { code, stdout, stderr } = await run(['trace', 'app.js'], { events: { ...environment.events, self } })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^trace does not work on Windows yet\.\n/)
})
