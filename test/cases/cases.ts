import os from 'node:os'
import { parseArgs } from 'node:util'
import { casesIn, type Case } from './case.ts'
import { judge, summary, type Faults } from './judge.ts'
import { foundIn, keepCases } from './recorded.ts'
import { tryCase, type TriedCase } from './try-case.ts'

/** `npm run test:cases -- <folder>`: tries the catalogue of causes on apps that nobody wrote for it. */

const HELP = `npm run test:cases -- <folder> [name ...]

Lets the doctor examine each app of a folder, and compares what it finds with what should be found. Names, or beginnings of names, choose some of them.

The folder holds:
  cases.json   [{ id, code, alsoRight, where, file, fixedFile }]: files with a fault, and their twins without it
  peers.json   { cases: [{ id, file, expected }] }: flag, ok or info (optional)
  the files, and the node_modules that they need

  broken, where: app     its code, or one of alsoRight, comes first, and there is no other error
  broken, elsewhere      no error with another code
  fixed                  no error, and no warning with its code
  ok, info               no error
  flag                   a warning or an error

  --jobs <n>   how many at once; two for each core if it is left out
  --json       a line of JSON for each app
  --record     keeps what was observed of those that are right, in test/cases/recorded.br
  --help       this

Ends with 0 if all is right, with 1 if something is not, with 2 where nothing could be tried.
`

interface Result extends Case, TriedCase {
  readonly faults: Faults
  readonly seconds: number
}

async function main(words: string[]): Promise<number> {
  const { values, positionals } = read(words)
  if (values.help) {
    print(HELP)
    return 0
  }
  const [folder, ...names] = positionals
  if (folder === undefined) throw new Error('Which folder? Type: npm run test:cases -- <folder>')
  const cases = casesIn(folder).filter(
    ({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)),
  )
  if (cases.length === 0) throw new Error('There is no such case.')
  const results = await inTurns(cases, Number(values.jobs) || AT_ONCE, async (one) => {
    const result = await resultOf(one)
    print(values.json ? `${JSON.stringify({ ...result, file: undefined, observation: undefined })}\n` : lineOf(result))
    return result
  })
  if (values.record) record(results, folder)
  const right = results.filter(({ faults }) => faults.length === 0).length
  if (!values.json) print(`\n${summary(results)}\n${right} of ${results.length} are right.\n`)
  return right === results.length ? 0 : 1
}

const read = (words: string[]) =>
  parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      json: { type: 'boolean' },
      record: { type: 'boolean' },
      jobs: { type: 'string' },
    },
  })

/** Most of the time an app is waited for. */
const AT_ONCE = 2 * os.availableParallelism()

async function resultOf(one: Case): Promise<Result> {
  const started = performance.now()
  const { found, observation } = await tryCase(one)
  return {
    ...one,
    found,
    observation,
    faults: judge(one.expected, found),
    seconds: (performance.now() - started) / 1000,
  }
}

/** Keeps what is right, and would be without a look at the source. */
function record(results: readonly Result[], folder: string): void {
  const kept = results.flatMap(({ name, expected, observation, faults }) => {
    if (observation === null || faults.length > 0) return []
    const without = judge(expected, foundIn({ observation }))
    for (const fault of without) print(`not recorded: ${name}, for without its source ${fault}\n`)
    return without.length === 0 ? [{ name, expected, observation }] : []
  })
  const tried = results.map(({ name }) => name)
  keepCases(kept, folder, tried)
}

/** As in `ok     order-session-below-route   2.4 s  session-below-route, default-name (info)`. */
function lineOf({ name, found, faults, seconds }: Result): string {
  const findings = found.map(({ code, level }) => (level === 'error' ? code : `${code} (${level})`)).join(', ') || '-'
  const begins = `${faults.length === 0 ? 'ok   ' : 'WRONG'}  ${name.padEnd(40)} ${`${seconds.toFixed(1)} s`.padStart(7)}`
  return `${begins}  ${findings}${faults.map((fault) => `\n         ${fault}`).join('')}\n`
}

const print = (text: string): void => void process.stdout.write(text)

/** Does something for each, so many at a time. */
async function inTurns<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const left = all.entries()
  const results: R[] = []
  const worker = async () => {
    for (const [place, one] of left) results[place] = await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
