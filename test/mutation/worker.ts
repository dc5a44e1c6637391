import { createJiti } from 'jiti'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inspect } from 'node:util'
import { standIn, tests } from './stand-in.ts'

/** The program that runs tests on mutants, in a process of its own: a mutant may never end. It does what messages say, one at a time. */

/** Asks for all tests without a mutant, or for these on a mutant, until one of them fails. */
export type Question = 'all' | { readonly mutant: string; readonly tests: readonly number[]; readonly hits: number }

/** What happened when no mutant was active. */
export interface Known {
  /** How long each test took, in milliseconds. */
  readonly durations: readonly number[]
  /** Which tests failed, and why. */
  readonly failed: readonly string[]
  /** By mutant: the tests that come past it, and how often most. */
  readonly covered: Readonly<Record<string, { readonly tests: number[]; hits: number }>>
  /** Mutants that were passed when files were loaded. */
  readonly atLoad: readonly string[]
}

/** `killedBy` is null where all tests passed; `leftBehind`: that test now fails without a mutant, too. `busy` says which test begins. */
export type Answer =
  | { readonly is: 'ready' }
  | { readonly is: 'busy'; readonly number: number }
  | ({ readonly is: 'known' } & Known)
  | { readonly is: 'tried'; readonly killedBy: number | null; readonly leftBehind: boolean }

/** Stryker's own name for what its instrumented code reads and writes. */
interface Instrumented {
  activeMutant?: string
  currentTestId?: string
  hitCount?: number
  readonly mutantCoverage: {
    readonly static: Record<string, number>
    readonly perTest: Record<string, Record<string, number>>
  }
}

const stryker: Instrumented = { mutantCoverage: { static: {}, perTest: {} } }
/** Each makes a module forget what it remembers between two calls. */
const forget: (() => void)[] = []
Object.assign(globalThis, { __stryker__: stryker, forgetForMutants: forget })

async function failureOf(number: number): Promise<unknown> {
  try {
    await tests[number]?.run()
    return null
  } catch (error) {
    return error ?? 'nothing was thrown'
  }
}

const answer = (said: Answer) => process.send?.(said)

async function runAll(): Promise<Known> {
  const { perTest, static: atLoad } = stryker.mutantCoverage
  const durations: number[] = []
  const failed: string[] = []
  const covered: Record<string, { tests: number[]; hits: number }> = {}
  for (const [number, { name }] of tests.entries()) {
    answer({ is: 'busy', number })
    for (const one of forget) one()
    stryker.currentTestId = name
    const start = performance.now()
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    const failure = await failureOf(number)
    durations.push(performance.now() - start)
    if (failure !== null) failed.push(`${name}: ${inspect(failure)}`)
    for (const [mutant, hits] of Object.entries(perTest[name] ?? {})) {
      const of = (covered[mutant] ??= { tests: [], hits: 0 })
      of.tests.push(number)
      of.hits = Math.max(of.hits, hits)
    }
    delete perTest[name]
  }
  return { durations, failed, covered, atLoad: Object.keys(atLoad) }
}

/** In a loop that never ends, a mutant is passed more often than in any test without it. */
const MORE_OFTEN = 100

async function tryOn(mutant: string, numbers: readonly number[], hits: number): Promise<Answer> {
  for (const one of forget) one()
  let killedBy: number | null = null
  stryker.activeMutant = mutant
  for (const number of numbers) {
    answer({ is: 'busy', number })
    Object.assign(stryker, { hitCount: 0, hitLimit: hits * MORE_OFTEN })
    // oxlint-disable-next-line no-await-in-loop -- until one fails
    if ((await failureOf(number)) === null) continue
    killedBy = number
    break
  }
  delete stryker.activeMutant
  delete stryker.hitCount
  for (const one of forget) one()
  return { is: 'tried', killedBy, leftBehind: killedBy !== null && (await failureOf(killedBy)) !== null }
}

process.on('message', async (question: Question) => {
  stryker.currentTestId = 'none'
  if (question === 'all') answer({ is: 'known', ...(await runAll()) })
  else answer(await tryOn(question.mutant, question.tests, question.hits))
  delete stryker.mutantCoverage.perTest['none']
})

const [copy = ''] = process.argv.slice(2)
process.chdir(copy)
const load = createJiti(path.join(copy, 'here.ts'), {
  virtualModules: { vitest: standIn },
  fsCache: path.join(copy, 'compiled'),
})
const files = JSON.parse(readFileSync('files.json', 'utf8')) as readonly string[]
// oxlint-disable-next-line no-await-in-loop -- jiti gets lost where two at once need the same file
for (const file of files) await load.import(path.join(copy, file))
answer({ is: 'ready' })
