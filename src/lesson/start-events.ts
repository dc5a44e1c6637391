import type { LessonEvent } from './events.ts'
import type { StartRecord } from './run.ts'

/** What the start of a server printed, and why it did not start. */
export function* startEvents({ deprecations, failure }: StartRecord): Generator<LessonEvent> {
  for (const message of deprecations) yield { event: 'deprecation', message }
  if (failure) yield { event: 'failure', ...failure }
}
