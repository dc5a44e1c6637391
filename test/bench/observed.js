import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { median, print, row, verdict } from './table.js'

/**
 * How many requests per second an app keeps while it is observed, beside the same app that is not, in the same seconds. As a share of the
 * CPU time of a request, too: that says the same where other programs are busy. Prints; never fails because a machine is slow.
 */

const REGISTER = path.join(import.meta.dirname, '../../dist/src/observe/register.js')
const ROUNDS = Number(process.argv[2] ?? 5)
const ROUND_MS = 8000
const GOAL = 0.85
const KINDS = ['alone', 'to a file', 'to a socket']
const PATHS = ['/hello', '/me']

const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-observed-'))
const facts = path.join(folder, 'facts')
const place = path.join(folder, 's')
const sink = net.createServer((socket) => socket.resume().on('error', () => {})).listen(place)
const children = []
try {
  if (!existsSync(REGISTER)) throw new Error('This measures what was built. Run: npm run build')
  await once(sink, 'listening')
  const apps = [await start(null), await start(facts), await start(place)]
  for (const url of PATHS) await measure(url, apps)
  await printDropped()
} finally {
  for (const child of children) child.kill('SIGKILL')
  sink.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Starts the app. @param report where its facts go; null for an app that is not observed */
async function start(report) {
  const child = fork(path.join(import.meta.dirname, 'load/app.js'), {
    execArgv: report ? ['--import', REGISTER] : [],
    env: { ...process.env, NODE_ENV: 'production', ...(report ? { SESSION_TUTOR_OBSERVE: report } : {}) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  const [{ port }] = await once(child, 'message')
  const answer = await fetch(`http://127.0.0.1:${port}/login`)
  const [cookie] = answer.headers.get('set-cookie').split(';')
  return { child, port, cookie }
}

async function measure(url, apps) {
  const results = apps.map(() => [])
  for (let round = -1; round < ROUNDS; round += 1)
    // Who comes first has it better.
    for (const index of round % 2 === 0 ? apps.keys() : [...apps.keys()].toReversed()) {
      const result = await load(apps[index], url)
      if (round >= 0) results[index].push(result)
    }
  print('')
  row(`GET ${url}`, 'requests/s', 'kept', 'CPU a request', 'kept', '')
  const [alone] = results
  for (const [index, list] of results.entries()) {
    const ratio = (key) => median(list.map((one, round) => one[key] / alone[round][key]))
    const [rate, cpu] = [ratio('rate'), 1 / ratio('cpu')]
    const shares = index === 0 ? ['', ''] : [verdict(rate >= GOAL, `${rate.toFixed(2)} of`), cpu.toFixed(2)]
    row(
      KINDS[index],
      median(list.map((one) => one.rate)).toFixed(0),
      shares[0],
      `${median(list.map((one) => one.cpu)).toFixed(0)} us`,
      shares[1],
    )
  }
}

/** @returns requests per second, and microseconds of CPU time for each */
async function load({ child, port, cookie }, url) {
  const before = await cpuOf(child)
  const client = path.join(import.meta.dirname, 'load/client.js')
  const { stdout } = await promisify(execFile)(process.execPath, [client, port, url, ROUND_MS, cookie].map(String))
  const { answered, wrong, seconds } = JSON.parse(stdout)
  if (wrong > 0) throw new Error(`${wrong} of ${answered} answers were not 200.`)
  return { rate: answered / seconds, cpu: ((await cpuOf(child)) - before) / answered }
}

async function cpuOf(child) {
  child.send('cpu')
  const [{ cpu }] = await once(child, 'message')
  return cpu.user + cpu.system
}

async function printDropped() {
  const lines = readFileSync(facts, 'utf8').trimEnd().split('\n')
  const told = lines.filter((line) => line.startsWith('{"fact":"exchange"')).length
  const last = lines.findLast((line) => line.startsWith('{"fact":"dropped"'))
  const dropped = last ? JSON.parse(last).dropped.count : 0
  print('')
  print(
    `The file has ${told} records of exchanges, ${(statSync(facts).size / told / 1000).toFixed(1)} KB each; ${dropped} more were only counted.`,
  )
}
