import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import { AREAS, instrument, type Area, type Mutant } from './instrument.ts'
import { startWorker, type Worker } from './start-worker.ts'
import type { Known } from './worker.ts'

/**
 * `npm run test:mutation -- [part of a path ...]`: changes src/cookie and src/diagnosis in thousands of places, one at a time, and prints the
 * changes that no test notices. All changes are in the code at once, each behind a condition, so that nothing is loaded again for the next one; only
 * the tests that come past a change are run on it, first those that noticed others in the same file.
 */

/** What became of a change. Those that are passed only while a file loads are left out: tests run later. */
type Fate = 'killed' | 'endless' | 'survived' | 'not covered' | 'left out'

const WORKERS = 2
/** A test that takes so long, and five times as long as without a change, does not end. In milliseconds. */
const LONGEST = 12_000

const say = (text: string) => process.stdout.write(`${text}\n`)

async function tryAll(mutants: readonly Mutant[], known: Known, copy: string): Promise<ReadonlyMap<Mutant, Fate>> {
  const fates = new Map<Mutant, Fate>()
  const atLoad = new Set(known.atLoad)
  /** By file and test: how many changes in the file it noticed. */
  const kills = new Map<string, number>()
  const durationOf = (test: number) => known.durations[test] ?? 0

  async function fateOf({ id, file }: Mutant, crew: Crew): Promise<Fate> {
    const covered = known.covered[id]
    if (covered === undefined) return atLoad.has(id) ? 'left out' : 'not covered'
    const cost = (test: number) => durationOf(test) / (1 + 1000 * (kills.get(`${file} ${test}`) ?? 0))
    const tests = covered.tests.toSorted((one, other) => cost(one) - cost(other))
    for (;;) {
      const isFresh = crew.worker === null
      // oxlint-disable-next-line no-await-in-loop -- twice at most
      crew.worker ??= await startWorker(copy)
      // oxlint-disable-next-line no-await-in-loop -- as above
      const answer = await crew.worker.ask(
        { mutant: id, tests, hits: covered.hits },
        (test) => LONGEST + 5 * durationOf(test),
      )
      if (answer.is === 'tried' && answer.killedBy === null) return 'survived'
      if (answer.is === 'tried' && !answer.leftBehind) {
        const killer = `${file} ${answer.killedBy}`
        kills.set(killer, (kills.get(killer) ?? 0) + 1)
        return 'killed'
      }
      crew.worker.end()
      crew.worker = null
      if (answer.is === 'silent') return 'endless'
      // What ended the process, or fails without the change, too, may come of the change before. A new process knows.
      if (isFresh) return 'killed'
    }
  }

  const waiting = mutants.values()
  async function work(): Promise<void> {
    const crew: Crew = { worker: null }
    for (const mutant of waiting) {
      // oxlint-disable-next-line no-await-in-loop -- a worker does one after the other
      const fate = await fateOf(mutant, crew)
      fates.set(mutant, fate)
      if (fate === 'survived' || fate === 'not covered') say(`${fate}  ${shown(mutant)}`)
    }
    crew.worker?.end()
  }
  await Promise.all(Array.from({ length: WORKERS }, work))
  return fates
}

/** The worker that one of several loops has now. */
interface Crew {
  worker: Worker | null
}

/** A change as it stands in its file, and what is there instead. */
function shown({ file, start, end, replacement }: Mutant): string {
  const source = readFileSync(path.join(packageRoot, file), 'utf8')
  const lines = source.split('\n').slice(start.line, end.line + 1)
  lines.push((lines.pop() ?? '').slice(0, end.column))
  const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 160)
  const original = short(lines.join('\n').slice(start.column))
  return `${file}:${start.line + 1}:${start.column + 1}\n   - ${original}\n   + ${short(replacement)}`
}

/** How many were noticed, of how many that count. */
function score(fates: readonly Fate[]): { readonly percent: number; readonly text: string } {
  const counted = fates.filter((fate) => fate !== 'left out')
  const noticed = counted.filter((fate) => fate === 'killed' || fate === 'endless')
  const percent = counted.length === 0 ? 100 : (100 * noticed.length) / counted.length
  return { percent, text: `${percent.toFixed(2).padStart(6)} %  ${noticed.length} of ${counted.length}` }
}

/** What happens without any change. @throws where a test fails */
async function tryNone(copy: string): Promise<Known> {
  const worker = await startWorker(copy)
  const known = await worker.ask('all', () => 600_000)
  worker.end()
  if (known.is !== 'known') throw new Error('The tests do not come to an end.')
  if (known.failed.length > 0) throw new Error(known.failed.join('\n'))
  return known
}

/** @param wanted parts of paths; none means all @returns whether tests notice enough */
async function tryArea(area: Area, wanted: readonly string[]): Promise<boolean> {
  const copy = mkdtempSync(path.join(tmpdir(), 'session-tutor-mutants-'))
  const remove = () => rmSync(copy, { recursive: true, force: true })
  process.on('exit', remove)
  const mutants = await instrument(copy, area, wanted)
  if (mutants.length === 0) return true
  const known = await tryNone(copy)
  say(`${area.sources}: ${known.durations.length} tests, ${mutants.length} changes`)
  const fates = await tryAll(mutants, known, copy)
  for (const file of new Set(mutants.map((mutant) => mutant.file)))
    say(`${score([...fates].flatMap(([mutant, fate]) => (mutant.file === file ? [fate] : []))).text}  ${file}`)
  const whole = score([...fates.values()])
  say(`${whole.text}  in all of ${area.sources}`)
  return whole.percent >= area.enough
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
for (const area of AREAS) {
  // oxlint-disable-next-line no-await-in-loop -- each has as many workers as there are processors
  if (!(await tryArea(area, process.argv.slice(2)))) process.exitCode = 1
}
