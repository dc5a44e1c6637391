import type { Failure } from '../wire/exchange.ts'
import { compareDeploys } from './compare-deploys.ts'
import { compareTables } from './compare-tables.ts'
import type { ClaimChecked, LessonEvent } from './events.ts'
import { masksOf, type Masks } from './masks.ts'
import type { OptionChange } from './script.ts'
import { claimsOf, runOf } from './replay.ts'
import type { Seen } from './seen.ts'

/** What an option change did: two runs of one lesson, step by step. */
export interface RunDiff {
  readonly change: OptionChange
  /** Only exchanges that differ, in the order of the lesson, and then the tables and deploys that do. */
  readonly exchanges: readonly ExchangeDiff[]
  /** Exchanges of the normal run that the changed run never came to. */
  readonly notSent: readonly string[]
  /** Starts of servers that printed or threw something else than before. */
  readonly starts: readonly ExchangeDiff[]
  /** Claims that held before and do not hold now. */
  readonly fell: readonly ClaimChecked[]
  readonly still: readonly ClaimChecked[]
  /** Claims that held before and that the changed run never came to: nobody knows. */
  readonly notReached: readonly ClaimChecked[]
}

/** What `--set` did, before `end`; claims by their text. Only `--json` prints it. */
export interface DiffShown extends Omit<RunDiff, 'fell' | 'still' | 'notReached'> {
  readonly event: 'diff'
  readonly fell: readonly string[]
  readonly still: readonly string[]
  readonly notReached: readonly string[]
}

/** How one exchange differs. */
export interface ExchangeDiff {
  readonly label: string
  readonly differences: readonly Difference[]
}

/** One difference. `before` is null for what was added, `after` for what was removed. */
export interface Difference {
  readonly where: (typeof ORDER)[number]
  readonly before: string | null
  readonly after: string | null
}

/**
 * Compares a run with a changed one. What is the same on the wire is no difference. Ids are random and clocks run on, so an id
 * counts as equal too if it was made in the same exchange, and a date if it lies equally far from its request, give or take
 * three seconds. In what is told, ids and dates are masked, so that what was really changed is seen.
 * @param isTold which exchanges and starts of servers to tell of, by their labels; all of them if left out
 */
export function compareRuns(
  change: OptionChange,
  normal: readonly LessonEvent[],
  changed: readonly LessonEvent[],
  isTold: (label: string) => boolean = () => true,
): RunDiff {
  const before = runOf(normal).exchanges
  const after = runOf(changed).exchanges
  const [masksBefore, masksAfter] = masksOf([before, after]) as [Masks, Masks]
  const exchanges: ExchangeDiff[] = []
  const notSent: string[] = []
  for (const was of before.filter(({ label }) => isTold(label))) {
    const is = after.find(({ label }) => label === was.label)
    if (!is) {
      notSent.push(was.label)
      continue
    }
    const differences = differencesOf(factsOf(was, masksBefore), factsOf(is, masksAfter))
    if (differences.length > 0) exchanges.push({ label: was.label, differences })
  }
  const held = claimsOf(normal).filter((claim) => claim.holds)
  const now = new Map(claimsOf(changed).map((claim) => [claim.text, claim]))
  return {
    change,
    exchanges: [
      ...exchanges,
      ...[...compareTables(normal, changed), ...compareDeploys(normal, changed)].filter(({ label }) => isTold(label)),
    ],
    notSent,
    starts: compareStarts(normal, changed).filter(({ label }) => isTold(label)),
    fell: held.filter(({ text }) => now.get(text)?.holds === false && now.get(text)?.reached),
    still: held.filter(({ text }) => now.get(text)?.holds),
    notReached: held.filter(({ text }) => !now.get(text)?.reached),
  }
}

/** Something observed: `key` says what it is compared with, `same` what is compared. */
interface Fact {
  readonly where: Difference['where']
  readonly key: string
  /** As it was. */
  readonly text: string
  readonly same: string
  /** What the learner reads, where nothing hides behind it. */
  readable(): string
  /** The same with ids as they are. */
  withIds(): string
}

/** Headers that differ from run to run for no reason that matters here. */
const NOISE = new Set(['date', 'host', 'etag', 'content-length', 'connection', 'accept-encoding'])

function factsOf(seen: Seen, masks: Masks): Fact[] {
  const facts: Fact[] = []
  const add = (where: Difference['where'], key: string, text: string, same = masks.comparable(text, seen.at)) =>
    facts.push({
      where,
      key,
      text,
      same,
      readable: () => masks.readable(text, seen.at),
      withIds: () => masks.withIds(text, seen.at),
    })
  const headers = (where: 'request' | 'response', pairs: Seen['request']['headers']) => {
    const counts = new Map<string, number>()
    for (const [name, value] of pairs) {
      const lower = name.toLowerCase()
      if (NOISE.has(lower)) continue
      const count = counts.get(lower) ?? 0
      counts.set(lower, count + 1)
      add(where, `${lower} ${count}`, `${name}: ${value}`)
    }
  }
  headers('request', seen.request.headers)
  if (seen.status > 0) {
    const status = `HTTP/1.1 ${seen.status} ${seen.response.statusText}`
    add('response', 'status', status, status)
  }
  headers('response', seen.response.headers)
  add('body', 'body', seen.response.body || 'nothing')
  const trace = seen.trace.filter((line) => !line.startsWith('set-cookie'))
  add('middleware', 'trace', trace.join(' / ') || 'nothing')
  const calls = seen.store.map(
    ({ op, id, session }) => `${op} ${id}${op === 'get' && !session ? ' (nothing found)' : ''}`,
  )
  add('store', 'store', calls.join(', ') || 'nothing')
  for (const error of seen.errors) add('error', error, error)
  for (const message of seen.deprecations) add('deprecation', message, message)
  if (seen.failure) add('failure', 'failure', failureText(seen.failure))
  return facts
}

/** What a failure means for a real server. */
function failureText({ kind, message }: Failure): string {
  const meaning = {
    setup: 'the app does not start',
    crash: 'the server process ends',
    hang: 'the browser waits forever',
    cut: 'the connection ends before the answer does',
    stopped: 'the answer was not waited for to its end',
  }
  return `${meaning[kind]}: ${message}`
}

/** The order in which things happen to a request. */
const ORDER = [
  'deprecation',
  'request',
  'response',
  'body',
  'middleware',
  'store',
  'error',
  'failure',
  'table',
  'deploy',
] as const

function differencesOf(before: readonly Fact[], after: readonly Fact[]): Difference[] {
  const partner = (fact: Fact, others: readonly Fact[]) =>
    others.find(({ where, key }) => where === fact.where && key === fact.key)
  const gone = before.flatMap((was): Difference[] => {
    const is = partner(was, after)
    if (!is) return [{ where: was.where, before: was.readable(), after: null }]
    if (was.text === is.text || alike(was.same, is.same)) return []
    const tellings = [
      [was.readable(), is.readable()],
      [was.withIds(), is.withIds()],
    ] as const
    // Where nothing is different behind the masks, it is what they hide.
    const [told, toldNow] = tellings.find(([one, other]) => one !== other) ?? [was.text, is.text]
    return [{ where: was.where, before: told, after: toldNow }]
  })
  const come = after.flatMap((is): Difference[] =>
    partner(is, before) ? [] : [{ where: is.where, before: null, after: is.readable() }],
  )
  return [...gone, ...come].toSorted((a, b) => ORDER.indexOf(a.where) - ORDER.indexOf(b.where))
}

/** Milliseconds and dates: compared as numbers. Smaller numbers are counts and must be equal. */
const QUANTITY = /\d{4,}/g

const TOLERANCE_MS = 3000

function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (a.replace(QUANTITY, '#') !== b.replace(QUANTITY, '#')) return false
  const others = b.match(QUANTITY) ?? []
  return (a.match(QUANTITY) ?? []).every((number, i) => Math.abs(Number(number) - Number(others[i])) <= TOLERANCE_MS)
}

function compareStarts(normal: readonly LessonEvent[], changed: readonly LessonEvent[]): ExchangeDiff[] {
  const before = startsOf(normal)
  const after = startsOf(changed)
  return [...before.keys()].flatMap((label) => {
    const differences = differencesOf(before.get(label) ?? [], after.get(label) ?? [])
    return differences.length > 0 ? [{ label, differences }] : []
  })
}

function startsOf(events: readonly LessonEvent[]): Map<string, Fact[]> {
  const starts = new Map<string, Fact[]>()
  let label = ''
  for (const event of events) {
    if (event.event === 'lesson') label = 'start'
    if (event.event === 'restart') label = event.label
    if (event.event === 'lesson' || event.event === 'restart') starts.set(label, [])
    if (event.event === 'deprecation' || event.event === 'failure') {
      const where = event.event
      const text = event.event === 'failure' ? failureText(event) : event.message
      starts.get(label)?.push({ where, key: text, text, same: text, readable: () => text, withIds: () => text })
    }
  }
  return starts
}
