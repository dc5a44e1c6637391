import type { NumberedLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import { readSource } from '../../src/lesson/source.ts'
import { packageRoot } from '../../src/package-root.ts'
import { stage } from './lessons.ts'
import { recordedPlay } from './recorded-plays.ts'

const played = new Map<string, Promise<readonly LessonEvent[]>>()

/** What happens in a lesson as it is written, unless that was recorded. Tests of how it is shown look at one playing of it. */
export function eventsOf(found: NumberedLesson): Promise<readonly LessonEvent[]> {
  const { slug } = found.lesson
  const events = played.get(slug) ?? playAll(found)
  played.set(slug, events)
  return events
}

async function playAll({ number, lesson }: NumberedLesson): Promise<readonly LessonEvent[]> {
  const change = {}
  const events = await recordedPlay({ slug: lesson.slug, change }, async () => {
    return (await replay({ number, lesson, change }, stage)).events
  })
  const sources = sourcesIn(lesson)
  return events.map((event) => {
    if (event.event !== 'code') return event
    const lines = sources.find(({ file, firstLine }) => file === event.file && firstLine === event.firstLine)?.lines
    if (!lines)
      throw new Error(`${event.file} is shown from line ${event.firstLine} on, and the lesson has no such code.`)
    return { ...event, lines }
  })
}

/** The code that a lesson shows. A recording is JSON, which has no functions: what a learner reads of code is taken from here. */
const sourcesIn = (lesson: Lesson) =>
  lesson.steps
    .flatMap(({ parts }) => parts)
    .flatMap((part) =>
      part.kind === 'code' ? [{ file: part.file, ...readSource(lesson, part.file, part.region, packageRoot) }] : [],
    )
