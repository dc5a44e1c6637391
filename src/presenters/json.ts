import type { DiffShown } from '../lesson/compare.ts'
import type { LessonEvent } from '../lesson/events.ts'
import { safeJson } from '../terminal/safe-json.ts'
import type { Journey } from './journey.ts'

/**
 * Prints every event as one line of JSON.
 * @param from the first step that is printed, and finished; what stands before the steps and at the end is always printed
 * @returns whether every claim held and nothing failed that should not
 */
export async function presentAsJson(
  events: AsyncIterable<LessonEvent | DiffShown>,
  write: (text: string) => void,
  journey: Pick<Journey, 'finishedStep'>,
  from = 1,
): Promise<boolean> {
  let held = true
  let step = 0
  for await (const event of events) {
    if (event.event === 'step') {
      if (step >= from) journey.finishedStep(step)
      step = event.number
    }
    if (event.event === 'end') journey.finishedStep(step)
    if (event.event === 'claim' && !event.holds) held = false
    if (step > 0 && step < from) continue
    write(`${safeJson(shown(event))}\n`)
  }
  return held
}

/** An event as the command contract has it. */
function shown(event: LessonEvent | DiffShown): object {
  if (event.event !== 'exchange') return event
  const { decided, ...exchange } = event
  return { ...exchange, session: decided }
}
