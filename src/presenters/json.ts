import type { DiffShown } from '../lesson/compare.ts'
import type { LessonEvent } from '../lesson/events.ts'
import { safeJson } from '../terminal/safe-json.ts'
import type { Journey } from './journey.ts'

/**
 * Prints every event as one line of JSON.
 * @returns whether every claim held and nothing failed that should not
 */
export async function presentAsJson(
  events: AsyncIterable<LessonEvent | DiffShown>,
  write: (text: string) => void,
  journey: Pick<Journey, 'finishedStep'>,
): Promise<boolean> {
  let held = true
  let step = 0
  for await (const event of events) {
    if (event.event === 'step') {
      if (step > 0) journey.finishedStep(step)
      step = event.number
    }
    if (event.event === 'end') journey.finishedStep(step)
    if (event.event === 'claim' && !event.holds) held = false
    write(`${safeJson(shown(event))}\n`)
  }
  return held
}

/** An event as the command contract has it. */
function shown(event: LessonEvent | DiffShown): object {
  if (event.event === 'code') {
    const { lines: _, ...code } = event
    return code
  }
  if (event.event !== 'exchange') return event
  const { decided, ...exchange } = event
  return { ...exchange, session: decided }
}
