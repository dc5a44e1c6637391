import { spawn, spawnSync } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import path from 'node:path'
import { print, row, verdict } from './table.js'

/**
 * How many cookies a second `inspect --batch` verifies, and whether its memory depends on how many there are. Prints; never
 * fails because a machine is slow. Run it with `node test/bench/batch.js`, or call it.
 */

const TUTOR = path.join(import.meta.dirname, '../../bin/session-tutor.js')
const SECRET = 'a secret that is long enough for anybody'
const DIFFERENT = 10_000
const COUNTS = [10_000, 200_000, 2_000_000]
const RATE = 100_000

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
    const { seconds, memory, verified } = await runBatch(cookies, count / DIFFERENT)
    if (verified !== count) throw new Error(`${verified} of ${count} cookies were verified`)
    memories.push(memory)
    const rate = count / seconds
    const goal = count < DIFFERENT * 2 ? '' : verdict(rate >= RATE, RATE.toLocaleString('en'))
    row(
      count.toLocaleString('en'),
      seconds.toFixed(1),
      Number(rate.toPrecision(3)).toLocaleString('en'),
      goal,
      `${Math.round(memory / 1024)} MB`,
    )
  }
  const [least = 0] = memories
  print(`memory of the longest against the shortest: ${((memories.at(-1) ?? 0) / least).toFixed(2)} times`)
}

function makeCookie() {
  const id = randomBytes(24).toString('base64url')
  const mac = createHmac('sha256', SECRET).update(id).digest('base64').replace(/=+$/, '')
  return `connect.sid=${encodeURIComponent(`s:${id}.${mac}`)}\n`
}

/** Writes the same cookies over and over, no faster than they are read. */
function runBatch(cookies, times) {
  const words = [
    ...PINNED,
    process.execPath,
    `--import=${TELL_MEMORY}`,
    TUTOR,
    'inspect',
    '--batch',
    '--secret',
    SECRET,
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
  let verified = 0
  let rest = ''
  child.stdout.setEncoding('latin1').on('data', (text) => {
    const parts = (rest + text).split('"verified":true')
    verified += parts.length - 1
    rest = parts.at(-1)?.slice(-20) ?? ''
  })
  let memory = ''
  child.stdio[3].setEncoding('latin1').on('data', (text) => (memory += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve({ seconds: (performance.now() - began) / 1000, memory: Number(memory), verified }))
  })
}

if (process.argv[1] === import.meta.filename) await benchBatch()
