import { Readable } from 'node:stream'
import type { NumberedLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { createLive } from '../../src/presenters/live.ts'
import { presentOnScreen } from '../../src/presenters/screen.ts'
import { presentToClass } from '../../src/presenters/slides.ts'
import type { Prompts } from '../../src/terminal/prompts.ts'
import { eventsOf } from './played.ts'
import { plainStyle } from './style.ts'

/** What a learner met who read a lesson from its beginning to its end and looked at nothing twice. */
export interface Reading {
  /** Each as it stands above its key bar; of a question without its answers. */
  readonly pages: readonly string[]
  /** How often a key was pressed: one for each page, and one for each part of a page that is too long. */
  readonly presses: number
  /** How often one of several answers was chosen. */
  readonly answers: number
  /** What happened. */
  readonly events: readonly LessonEvent[]
}

/** Reads a lesson page by page, in this process, and answers each question with its first choice. @param presents as for a class */
export async function readLesson(
  found: NumberedLesson,
  size: { readonly columns: number; readonly rows: number },
  presents = false,
): Promise<Reading> {
  const pages: string[] = []
  const events = await eventsOf(found)
  let presses = 0
  let answers = 0
  const press = <T>(answer: T) => {
    presses += 1
    return Promise.resolve(answer)
  }
  const choose = () => {
    answers += 1
    return press({ index: 0 })
  }
  const present = presents ? presentToClass : presentOnScreen
  await present(
    Readable.from(events),
    {
      write: (text) => void pages.push(text.replace(/^\n|\n+$/g, '')),
      style: async () => plainStyle(size),
      prompts: { key: () => press('enter'), choose } satisfies Partial<Prompts> as never,
      journey: {
        finishedStep() {},
        answered() {},
        answers: new Map(),
        showsTypes: () => false,
        showTypes() {},
        broke() {},
        // Pages are at their fullest for somebody who has seen every claim fall.
        broken: found.lesson.steps.flatMap(({ parts }) =>
          parts.flatMap((part) => (part.kind === 'claim' ? [part.text] : [])),
        ),
        foundChange() {},
        found: [],
      },
      chosen: new Map(),
      onClaim() {},
    },
    { step: 1, page: 0 },
    createLive(async () => false),
  )
  return { pages, presses, answers, events }
}
