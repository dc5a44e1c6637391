import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { median, print, row, verdict } from './table.js'

/**
 * What `session-tutor trace` costs an app that counts in a session: requests per second beside the same app without it, in the same seconds;
 * how long from a request to its line of JSON; and how the memory of the tutor grows. Prints; never fails because a machine is slow.
 */

const ROOT = path.join(import.meta.dirname, '../..')
const TUTOR = path.join(ROOT, 'bin/session-tutor.js')
const APP = path.join(import.meta.dirname, 'load/app.js')
const ROUNDS = Number(process.argv[2] ?? 5)
const ROUND_MS = 8000
const GOAL = { kept: 0.85, ms: 100, growth: 1.25 }
const LINES = 50

const env = { ...process.env, NODE_ENV: 'production' }
const children = []
try {
  if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('This measures what was built. Run: npm run build')
  const [alone, traced] = [await startAlone(), await startTraced()]
  await printRates(alone, traced)
  await printTimes(traced)
  await printMemory(traced)
  await printEnd(traced)
} finally {
  for (const child of children) child.kill('SIGINT')
}

async function startAlone() {
  // As under trace: Linux gives each session its share of the machine (sched(7), autogroup).
  const child = spawn(process.execPath, [APP], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true })
  children.push(child)
  const port = await new Promise((resolve) => child.once('message', (said) => resolve(said.port)))
  return { name: 'alone', app: child.pid, port, cookie: await login(port) }
}

/** Starts the app under trace, which tells its port. Each line of JSON goes to those who wait for one. */
async function startTraced() {
  const child = spawn(process.execPath, [TUTOR, 'trace', '--json', '--', process.execPath, APP], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const waiting = new Set()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line)
    for (const look of waiting) look(event)
  })
  const next = (isOne) =>
    new Promise((resolve) => {
      const look = (event) => {
        if (!isOne(event)) return
        waiting.delete(look)
        resolve(event)
      }
      waiting.add(look)
    })
  const { pid, listens } = await next(({ event, listens: where }) => event === 'app' && where.length > 0)
  const [{ port }] = listens
  return { name: 'under trace', app: pid, tutor: child, next, port, cookie: await login(port) }
}

async function login(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/login`)
  await answer.text()
  return answer.headers.get('set-cookie').split(';')[0]
}

async function printRates(alone, traced) {
  const results = [[], []]
  for (let round = -1; round < ROUNDS; round += 1)
    // Who comes first has it better.
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const result = await load([alone, traced][index])
      if (round >= 0) results[index].push(result)
    }
  row('GET /count', 'requests/s', 'kept', 'CPU a request', 'tutor')
  for (const [index, { name }] of [alone, traced].entries()) {
    const kept = median(results[index].map(({ rate }, round) => rate / results[0][round].rate))
    const of = (key) => median(results[index].map((one) => one[key]))
    row(
      name,
      of('rate').toFixed(0),
      index === 0 ? '' : verdict(kept >= GOAL.kept, `${kept.toFixed(2)} of`),
      `${of('cpu').toFixed(0)} us`,
      index === 0 ? '' : `${of('tutor').toFixed(0)}% of a core`,
    )
  }
}

/** @returns requests per second, microseconds of CPU time of the app for each, and how busy the tutor was in percent */
async function load({ port, cookie, app, tutor }) {
  const [before, busy] = [cpuOf(app), cpuOf(tutor?.pid)]
  const client = path.join(import.meta.dirname, 'load/client.js')
  const { stdout } = await promisify(execFile)(process.execPath, [client, port, '/count', ROUND_MS, cookie].map(String))
  const { answered, wrong, seconds } = JSON.parse(stdout)
  if (wrong > 0) throw new Error(`${wrong} of ${answered} answers were not 200.`)
  return {
    answered,
    rate: answered / seconds,
    cpu: ((cpuOf(app) - before) * 1e6) / answered,
    tutor: ((cpuOf(tutor?.pid) - busy) / seconds) * 100,
  }
}

/** From a request to its line. */
async function printTimes({ port, cookie, next }) {
  const times = []
  await untilTold({ port, cookie, next })
  for (let i = 0; i < LINES; i += 1) {
    const began = performance.now()
    const line = next(({ event, request }) => event === 'exchange' && request.path === `/me?${i}`)
    await fetch(`http://127.0.0.1:${port}/me?${i}`, { headers: { cookie } }).then((answer) => answer.text())
    await line
    times.push(performance.now() - began)
  }
  const [middle, longest] = [median(times), Math.max(...times)]
  print('')
  print(
    `From a request to its line: ${middle.toFixed(0)} ms, ${longest.toFixed(0)} ms at most of ${LINES}; ${verdict(middle <= GOAL.ms, `goal ${GOAL.ms} ms`)}.`,
  )
}

/** Right after so much load a request is only counted: asks until one gets a line of its own. */
async function untilTold({ port, cookie, next }) {
  const line = next(({ event, request }) => event === 'exchange' && request.path === '/me?first')
  let told = null
  while (told === null) {
    await fetch(`http://127.0.0.1:${port}/me?first`, { headers: { cookie } }).then((answer) => answer.text())
    told = await Promise.race([line, setTimeout(100, null)])
  }
}

/** How much memory the tutor has after some load, and after as much again and again. */
async function printMemory(traced) {
  const sizes = []
  let requests = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    requests += (await load(traced)).answered
    sizes.push(memoryOf(traced.tutor.pid))
  }
  const growth = sizes.at(-1) / sizes[0]
  print(
    `Memory of the tutor in ${requests} requests: ${sizes.map((size) => size.toFixed(0)).join(', ')} MB; ${verdict(growth <= GOAL.growth, 'flat')}.`,
  )
}

async function printEnd({ tutor, next }) {
  const end = next(({ event }) => event === 'end')
  tutor.kill('SIGINT')
  const { exchanges, dropped } = await end
  print(`${exchanges} exchanges were told, ${dropped} more only counted.`)
}

/** Seconds of CPU time of a process, and its memory in MB: as Linux tells them (proc(5)). */
function cpuOf(pid) {
  if (pid === undefined || !existsSync(`/proc/${pid}/stat`)) return 0
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function memoryOf(pid) {
  const file = `/proc/${pid}/status`
  return existsSync(file) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1000 : 0
}
