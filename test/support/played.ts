import type { NumberedLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { play } from '../../src/lesson/player.ts'
import { stage } from './lessons.ts'

const played = new Map<string, Promise<readonly LessonEvent[]>>()

/** What happens in a lesson as it is written. Tests of how it is shown look at one playing of it: it is played once in a process. */
export function eventsOf(found: NumberedLesson): Promise<readonly LessonEvent[]> {
  const { slug } = found.lesson
  const events = played.get(slug) ?? playAll(found)
  played.set(slug, events)
  return events
}

async function playAll(found: NumberedLesson): Promise<readonly LessonEvent[]> {
  const events: LessonEvent[] = []
  for await (const event of play({ ...found, change: {} }, stage)) events.push(event)
  return events
}
