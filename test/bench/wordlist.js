import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { median, print, row } from './table.js'

/**
 * How fast a word list is tried on a signed cookie, beside a bare loop over `createHmac()` in the same process that has its
 * words in memory already. The two and each number of threads take turns, so that only the ratios mean something. Prints;
 * never fails because a machine is slow. Run it with `node test/bench/wordlist.js`, or call it.
 */

const SEARCH = path.join(import.meta.dirname, '../../dist/src/wordlist/search.js')
const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const WORDS = 1_000_000
const ROUNDS = 3

/** Runs it once to warm up, then in turn. */
export async function benchWordlist() {
  if (!existsSync(SEARCH)) throw new Error('This measures what was built. Run: npm run build')
  const { searchWordlist } = await import(pathToFileURL(SEARCH).href)
  const words = Array.from({ length: WORDS }, makeWord)
  // The last word fits, so that everybody has to try them all, and can be seen to have done so.
  const digest = createHmac('sha256', words.at(-1)).update(ID).digest()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-bench-'))
  const file = path.join(folder, 'words.txt')
  try {
    writeFileSync(file, `${words.join('\n')}\n`)
    const threads = (workers) => async () => {
      const targets = [{ hash: 'sha256', message: ID, digest }]
      const { signal } = new AbortController()
      const { hits } = await searchWordlist(file, targets, { name: 'words.txt', workers, signal })
      return hits[0]?.line
    }
    const contestants = [
      { name: 'createHmac loop', run: () => bareLoop(words, digest.toString('base64')) },
      { name: 'no thread', run: threads(0) },
      { name: '1 thread', run: threads(1) },
      { name: '2 threads', run: threads(2) },
    ]
    const times = await takeTurns(contestants)
    printTimes(times)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Words of 4 to 16 letters and digits, never twice the same. */
function makeWord(_, index) {
  const letters = ['', 'cat', 'Secret', 'password123'][index % 4]
  return letters + (index * 7 + 46_656).toString(36)
}

/** The place of the word that fits, counted from 1. */
function bareLoop(words, wanted) {
  let place = 0
  for (const word of words) {
    place += 1
    if (createHmac('sha256', word).update(ID).digest('base64') === wanted) return place
  }
  return null
}

async function takeTurns(contestants) {
  const times = new Map(contestants.map(({ name }) => [name, []]))
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { name, run } of contestants) {
      const began = performance.now()
      // oxlint-disable-next-line no-await-in-loop -- they take turns
      const place = await run()
      const took = performance.now() - began
      if (place !== WORDS) throw new Error(`${name} found ${place} and not the last word`)
      if (round >= 0) times.get(name)?.push(took)
    }
  }
  return times
}

function printTimes(times) {
  const [first = []] = times.values()
  print(`word list: ${WORDS.toLocaleString('en')} words, HMAC-SHA256, medians of ${ROUNDS} rounds in turn`)
  row('', 'median', 'words a second', 'times as fast')
  for (const [name, list] of times) {
    const milliseconds = median(list)
    const rate = Number(((WORDS / milliseconds) * 1000).toPrecision(3)).toLocaleString('en')
    row(name, `${milliseconds.toFixed(0)} ms`, rate, (median(first) / milliseconds).toFixed(2))
  }
}

if (process.argv[1] === import.meta.filename) await benchWordlist()
