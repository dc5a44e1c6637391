import type { ClaimChecked, LessonEvent } from './events.ts'
import { signingSecret } from './options.ts'
import { play } from './player.ts'
import type { Performance, Stage } from './stage.ts'
import { emptyRecord, viewRun, type Run, type StartRecord } from './run.ts'
import { see } from './seen.ts'
import { tableOf } from './table.ts'

/** A whole run: what happened, and the view that conditions take of it. */
export interface Recorded {
  readonly events: readonly LessonEvent[]
  readonly run: Run
}

/** Plays a lesson to its end without stopping anywhere. */
export async function replay(performance: Performance, stage: Stage): Promise<Recorded> {
  const events: LessonEvent[] = []
  for await (const event of play(performance, stage)) events.push(event)
  return { events, run: runOf(events) }
}

/** The run that events tell of. */
export function runOf(events: readonly LessonEvent[]): Run {
  const record = emptyRecord()
  const { exchanges, orders, tables, starts, launches, deploys } = record
  let starting = 'start'
  const amend = (change: (started: StartRecord) => StartRecord) => {
    starts.set(starting, change(starts.get(starting) ?? { deprecations: [], failure: null, secret: undefined }))
  }
  for (const event of events) {
    if (event.event === 'exchange') exchanges.push(see(event, event.cookieName))
    if (event.event === 'order') orders.set(event.label, event.moments)
    if (event.event === 'table') tables.set(event.label, tableOf(event))
    if (event.event === 'launch') launches.set(event.label, event)
    if (event.event === 'deploy') deploys.set(event.label, event)
    if (event.event === 'restart') starting = event.label
    if (event.event === 'lesson' || event.event === 'restart') {
      amend((started) => ({ ...started, secret: signingSecret(event.options) }))
    }
    if (event.event === 'deprecation') {
      amend((started) => ({ ...started, deprecations: [...started.deprecations, event.message] }))
    }
    if (event.event === 'failure') amend((started) => ({ ...started, failure: event }))
  }
  return viewRun(record)
}

/** The claims among the events, in order. */
export const claimsOf = (events: readonly LessonEvent[]): readonly ClaimChecked[] =>
  events.filter((event) => event.event === 'claim')
