import type { NumberedLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { replay } from '../../src/lesson/replay.ts'
import { stage } from './lessons.ts'
import { recordedPlay } from './recorded-plays.ts'

const played = new Map<string, Promise<readonly LessonEvent[]>>()

/**
 * What happens in a lesson of the course as it is written, as it was recorded where that still counts. Tests of how it is shown look at one
 * playing of it: it is played at most once in a process.
 */
export function eventsOf(found: NumberedLesson): Promise<readonly LessonEvent[]> {
  const { slug } = found.lesson
  const change = {}
  const events =
    played.get(slug) ?? recordedPlay({ slug, change }, async () => (await replay({ ...found, change }, stage)).events)
  played.set(slug, events)
  return events
}
