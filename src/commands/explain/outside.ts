import type { Ran } from '../../doctor/pair.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'

/** Something that happened in a run and that no exchange shows: what it is of, and what it was. */
export type Row = readonly [label: string, text: string]

/**
 * What tells a run from the other, apart from what is on the wire: how its process ended, what it printed, how long a store took.
 * @param facts the exchange that is shown; null for none
 */
export function outsideOf(
  ran: Ran,
  facts: ExchangeFacts | null,
  other: Ran,
  otherFacts: ExchangeFacts | null,
): readonly Row[] {
  const theirs = new Map(rowsOf(other, otherFacts))
  return rowsOf(ran, facts).filter(
    ([label, text]) => text !== '' && text !== theirs.get(label) && !areAlike(label, text, theirs),
  )
}

/** Times always differ a little. */
const areAlike = (label: string, text: string, theirs: ReadonlyMap<string, string>): boolean =>
  label === TIME && Math.abs(Number.parseInt(text, 10) - Number.parseInt(theirs.get(label) ?? '0', 10)) < FELT_MS

const TIME = 'time'

/** A shorter time is felt by nobody, in milliseconds. */
const FELT_MS = 100

function rowsOf({ observation }: Ran, facts: ExchangeFacts | null): readonly Row[] {
  const { processes, problems, sessions, listens } = observation
  const thrown = sessions.flatMap(({ threw }) => (threw ? [`session() threw ${threw.name}: ${threw.message}`] : []))
  const ends = processes.flatMap(({ end }) => (end ? [end.signal ?? `exit code ${end.exitCode}`] : []))
  const said = [...new Set(problems.map(({ error }) => `${error.name}: ${error.message}`))]
  const secrets = [...new Set(sessions.map(({ secret }) => secretText(secret)))]
  const slowest = Math.max(0, ...(facts?.store ?? []).map(({ startedMs, doneMs }) => (doneMs ?? startedMs) - startedMs))
  return [
    ['session', thrown.join('; ') || 'session() ran'],
    ['listens', listens.length > 0 ? 'on a port' : 'on no port'],
    ['process', ends.length > 0 ? `ended: ${ends.join(', ')}` : 'lives on'],
    ['uncaught', said.join('; ') || 'nothing'],
    ['last words', said.length > 0 ? '' : lastLine(processes)],
    ['printed', [...new Set(sessions.flatMap(({ printed }) => printed))].join('; ') || 'nothing'],
    ['secret', secrets.join('; ')],
    ['answer', facts?.response && facts.state !== 'ended' ? 'its end never came' : 'came whole'],
    [TIME, `${Math.round(slowest)} ms in the store`],
  ]
}

/** What a process that ended printed last. */
function lastLine(processes: Ran['observation']['processes']): string {
  const lines = processes.flatMap(({ end }) => end?.output.split('\n') ?? [])
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? ''
}

function secretText({ lengths, published }: Ran['observation']['sessions'][number]['secret']): string {
  const all = lengths.map((bytes, i) => `${bytes} bytes${published[i] === true ? ', printed in documentation' : ''}`)
  return all.join(' and ') || 'none'
}
