import type { Lesson, Part } from '../../src/lesson/script.ts'

/** Words a minute. Adults read 238 of English prose (Brysbaert 2019); what is new to somebody takes longer. */
const READING_PACE = 200

/** Seconds for what is no prose: looked at, not read word by word. Measured on nobody: an estimate. */
const LOOKING: Readonly<Record<Part['kind'], number>> = {
  explain: 0,
  claim: 0,
  code: 6,
  predict: 20,
  send: 5,
  // Most often two requests, side by side.
  overlap: 10,
  table: 20,
  launch: 8,
  restart: 2,
  ending: 2,
  deploy: 12,
  clock: 2,
}

/** Seconds for a request of which little is shown. */
const SHORT = 2

const isShort = (part: Part): boolean => part.kind === 'send' && (part.brief || part.inALine === true)

/** Whole minutes that somebody needs for a lesson. At least 1. */
export const minutesOf = (lesson: Lesson): number => Math.max(1, Math.round(secondsOf(lesson) / 60))

/** Seconds that somebody needs who plays a lesson once and reads all of it, without experiments and exercise. */
export function secondsOf({ steps }: Lesson): number {
  const parts = steps.flatMap((step) => step.parts)
  const words = [...steps.map(({ title }) => title), ...parts.map(proseOf)].join(' ').split(/\s+/).length
  const seconds = parts.reduce((sum, part) => sum + (isShort(part) ? SHORT : LOOKING[part.kind]), 0)
  return (words / READING_PACE) * 60 + seconds
}

/** What is read of a part. A question has a reason for each answer, of which one is given: the longest here. */
function proseOf(part: Part): string {
  if (part.kind === 'explain') return part.text
  if (part.kind === 'claim') return `${part.text} ${part.remember ?? ''} ${part.myth ?? ''}`
  if (part.kind !== 'predict') return ''
  const reasons = part.choices.map(({ because }) => because).toSorted((a, b) => b.length - a.length)
  return [part.question, ...part.choices.map(({ text }) => text), reasons[0] ?? ''].join(' ')
}
