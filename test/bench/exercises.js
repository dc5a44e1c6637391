import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { median, print, row, verdict } from './table.js'

/**
 * `verify` beside a bare start of the same app with the same requests, and how long `watch` takes from a save to its verdict.
 * Prints; never fails because a machine is slow.
 */

const ROOT = path.join(import.meta.dirname, '../..')
const TUTOR = path.join(ROOT, 'bin/session-tutor.js')
const SOLUTION = path.join(ROOT, 'lessons/01-session-options/exercise/solution.js')
const ROUNDS = Number(process.argv[2] ?? 15)

if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('This measures what was built. Run: npm run build')
const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-bench-'))
const file = path.join(folder, '01-session-options.js')
const env = { ...process.env, SESSION_TUTOR_STATE_DIR: path.join(folder, 'state') }
try {
  copyFileSync(SOLUTION, file)
  print('')
  row('exercise 1', 'median', 'ratio', 'goal')
  const bare = []
  const verified = []
  for (let round = -2; round < ROUNDS; round += 1) {
    const times = [
      time([path.join(import.meta.dirname, 'bare-exercise.js')]),
      time([TUTOR, 'verify', '1', '--dir', folder]),
    ]
    if (round < 0) continue
    bare.push(times[0])
    verified.push(times[1])
  }
  row('bare node', `${median(bare).toFixed(0)} ms`)
  const ratio = median(verified) / median(bare)
  row('verify', `${median(verified).toFixed(0)} ms`, ratio.toFixed(2), verdict(ratio <= 2, 2))
  const saved = await timeSaves()
  row('watch, from a save', `${median(saved).toFixed(0)} ms`, '', verdict(median(saved) < 1000, '1 s'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds that a command takes, from its start to its end. */
function time(words) {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - began
}

/** Milliseconds from each save to the verdict on it. Saves that solve and saves that break take turns. */
async function timeSaves() {
  const right = readFileSync(SOLUTION, 'utf8')
  const wrong = right.replace('resave: false', "resave: false, cookie: { domain: 'example.com' }")
  const watching = spawn(process.execPath, [TUTOR, 'watch', '1', '--plain', '--dir', folder], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let printed = ''
  let heard = () => {}
  watching.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text
    heard()
  })
  /** Resolves when a verdict stands in what was printed. */
  const told = (text) =>
    new Promise((resolve) => {
      heard = () => printed.includes(text) && resolve()
      heard()
    })
  await told('solved')
  const times = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const breaks = round % 2 === 0
    printed = ''
    const began = performance.now()
    writeFileSync(file, breaks ? wrong : right)
    await told(breaks ? 'failed' : 'solved')
    times.push(performance.now() - began)
  }
  watching.stdin.end('quit\n')
  return times
}
