import { stageOf } from '../../src/commands/lesson/stage.ts'
import { processEnvironment } from '../../src/environment.ts'
import type { Lesson, Part } from '../../src/lesson/script.ts'

/** The world of this process, for playing lessons. */
export const stage = stageOf(processEnvironment())

/**
 * A lesson with other parts: what `change` returns stands in a part's place; nothing drops it. Questions and code are
 * dropped too, because the answers belong to the lesson as it was.
 */
export function withParts(lesson: Lesson, change: (part: Part) => Part | undefined): Lesson {
  const steps = lesson.steps.map((step) => ({
    ...step,
    parts: step.parts.flatMap((part) => {
      if (part.kind === 'predict' || part.kind === 'code') return []
      return change(part) ?? []
    }),
  }))
  return { ...lesson, steps }
}

/** A lesson with the apps of another folder. @param home URL of any file in that folder */
export const withApps = (lesson: Lesson, home: string): Lesson => ({ ...withParts(lesson, (part) => part), home })
