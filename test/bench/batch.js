import { spawn, spawnSync } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { median, print, row, verdict } from './table.js'

/**
 * How many cookies a second `inspect --batch` verifies, whether its memory depends on how many there are, and how much faster
 * it is on all cores than on one thread. Prints; never fails because a machine is slow. Run it with `node test/bench/batch.js`,
 * or call it.
 */

const TUTOR = path.join(import.meta.dirname, '../../bin/session-tutor.js')
const SECRET = 'a secret that is long enough for anybody'
const DIFFERENT = 10_000
const COUNTS = [10_000, 200_000, 2_000_000]
const RATE = 100_000

/** Makes the program believe in a machine with one core, on which it starts no thread. */
const ONE_THREAD = `data:text/javascript,${encodeURIComponent(`
  import os from 'node:os'
  import { syncBuiltinESMExports } from 'node:module'
  os.availableParallelism = () => 1
  syncBuiltinESMExports()
`)}`
const ROUNDS = 3
const CONTESTS = [
  { name: 'no secret', flags: [], count: 40_000 },
  { name: 'one secret', flags: ['--secret', SECRET], count: 400_000 },
]

/** Tells the most memory that a process had, in KiB, on file descriptor 3 when it ends. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
`)}`

/** Where it can be had, one core for the whole process. */
const PINNED = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : []

/** Feeds one batch after the other. */
export async function benchBatch() {
  const cookies = Array.from({ length: DIFFERENT }, makeCookie).join('')
  print(
    `inspect --batch with one secret, ${PINNED.length > 0 ? 'on one core' : 'on all cores'}, start of the process included`,
  )
  row('cookies', 'seconds', 'a second', 'goal', 'most memory')
  const memories = []
  for (const count of COUNTS) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { seconds, memory, found } = await runBatch(cookies, count / DIFFERENT, {
      before: PINNED,
      flags: ['--secret', SECRET],
      mark: '"verified":true',
    })
    if (found !== count) throw new Error(`${found} of ${count} cookies were verified`)
    memories.push(memory)
    const rate = count / seconds
    const goal = count < DIFFERENT * 2 ? '' : verdict(rate >= RATE, RATE.toLocaleString('en'))
    row(count.toLocaleString('en'), seconds.toFixed(1), rounded(rate), goal, `${Math.round(memory / 1024)} MB`)
  }
  const [least = 0] = memories
  print(`memory of the longest against the shortest: ${((memories.at(-1) ?? 0) / least).toFixed(2)} times`)
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (const contest of CONTESTS) await compareThreads(cookies, contest)
}

/** One thread and all cores take turns, so that only the ratio means something. */
async function compareThreads(cookies, { name, flags, count }) {
  const rates = { one: [], all: [] }
  const run = async (options) => {
    const { seconds, found } = await runBatch(cookies, count / DIFFERENT, { ...options, flags, mark: '"line":' })
    if (found !== count) throw new Error(`${found} of ${count} lines were answered`)
    return count / seconds
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // oxlint-disable no-await-in-loop -- they take turns
    rates.one.push(await run({ imports: [ONE_THREAD] }))
    rates.all.push(await run({}))
    // oxlint-enable no-await-in-loop
  }
  print('')
  print(`inspect --batch, ${name}: ${count.toLocaleString('en')} cookies, medians of ${ROUNDS} rounds in turn`)
  row('', 'a second', 'times as fast')
  const [one, all] = [median(rates.one), median(rates.all)]
  row('one thread', rounded(one), '1.00')
  row(`all ${os.availableParallelism()} cores`, rounded(all), (all / one).toFixed(2))
}

const rounded = (rate) => Number(rate.toPrecision(3)).toLocaleString('en')

function makeCookie() {
  const id = randomBytes(24).toString('base64url')
  const mac = createHmac('sha256', SECRET).update(id).digest('base64').replace(/=+$/, '')
  return `connect.sid=${encodeURIComponent(`s:${id}.${mac}`)}\n`
}

/** Writes the same cookies over and over, no faster than they are read, and counts a mark in what comes out. */
function runBatch(cookies, times, { before = [], imports = [], flags, mark }) {
  const words = [
    ...before,
    process.execPath,
    ...[TELL_MEMORY, ...imports].map((program) => `--import=${program}`),
    TUTOR,
    'inspect',
    '--batch',
    ...flags,
  ]
  const began = performance.now()
  const child = spawn(words[0], words.slice(1), { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] })
  let written = 0
  const write = () => {
    while (written < times) {
      written += 1
      if (!child.stdin.write(cookies)) return void child.stdin.once('drain', write)
    }
    child.stdin.end()
  }
  write()
  let found = 0
  let rest = ''
  child.stdout.setEncoding('latin1').on('data', (text) => {
    const parts = (rest + text).split(mark)
    found += parts.length - 1
    rest = parts.at(-1)?.slice(1 - mark.length) ?? ''
  })
  let memory = ''
  child.stdio[3].setEncoding('latin1').on('data', (text) => (memory += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve({ seconds: (performance.now() - began) / 1000, memory: Number(memory), found }))
  })
}

if (process.argv[1] === import.meta.filename) await benchBatch()
