import type { Lesson, Part } from './script.ts'

/** How far a learner has come in a lesson. */
export interface Reach {
  /** The step; counts from 1. */
  readonly step: number
  /** What was shown last of it: the label of an action, or the text of a claim. */
  readonly last: string
  /** The claims that stand on the screen, by their texts. */
  readonly claims: readonly string[]
}

/**
 * The part of a lesson that a learner has seen: what comes later is cut off, so that a run of it gives nothing away. The same
 * lesson where nothing comes later.
 */
export function lessonUpTo(lesson: Lesson, { step, last }: Pick<Reach, 'step' | 'last'>): Lesson {
  const current = lesson.steps[step - 1]
  if (!current) return lesson
  const seen = current.parts.findIndex((part) => nameOf(part) === last) + 1 || current.parts.length
  if (step === lesson.steps.length && seen === current.parts.length) return lesson
  return { ...lesson, steps: [...lesson.steps.slice(0, step - 1), { ...current, parts: current.parts.slice(0, seen) }] }
}

/** What a part is known by in the events of a run; undefined for what is only said, shown or asked. */
function nameOf(part: Part): string | undefined {
  if (part.kind === 'claim') return part.text
  return 'label' in part ? part.label : undefined
}
