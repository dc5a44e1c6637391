import type { Entry } from '../progress/entry.ts'

/**
 * Lessons 1 to 5 as they were before entries of the journal said how many steps a lesson has (`of`): for each step, in its order, the number
 * of the step that is nearest to it today.
 */
const NEAREST: ReadonlyMap<string, readonly number[]> = new Map([
  // A first visit, another browser, above and below, what the app reads, the count, two names, the secret, a slip, secure, a proxy, no secret ...
  ['session-options', [1, 2, 4, 5, 5, 6, 6, 6, 8, 9, 7, 7, 7]],
  // The number, ten minutes, what the app reads, past the end, two ends, nobody comes, no touch, rolling, a write, no maxAge, both, a number ...
  ['cookie-max-age', [1, 1, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 9]],
  // Who makes it, coming back, genId, an id of your own, when it runs, a new id, async, a promise, a number, the same id twice, not random.
  ['genid', [1, 3, 6, 6, 4, 5, 7, 7, 7, 8, 8]],
  // A login, the restart, who tells, the first write, saveUninitialized, the warning, NODE_ENV, a store, on disk, restarted, secrets ...
  ['restart-memory-loss', [1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9]],
  // A login, the guard, 401, the order, a deleted user, the same session, half a logout, regenerate, two halves ..., two slips, too late.
  ['login-guard', [1, 2, 3, 3, 4, 5, 6, 7, 7, 7, 7, 8, 8, 9]],
])

/**
 * An entry of the journal with the steps of its lesson as they are numbered today.
 * @param entry as it was written, perhaps in a lesson that had other steps
 * @param steps how many its lesson has now
 */
export function toStepsOfToday(entry: Entry, steps: number): Entry {
  if (entry.type !== 'step' && entry.type !== 'answer') return entry
  const nearest = entry.of === undefined ? NEAREST.get(entry.lesson) : undefined
  if (!nearest) return entry
  const { lesson } = entry
  /** The step that is nearest to a step of then; behind its last one, behind the last of today. */
  const today = (step: number) => nearest[step - 1] ?? steps + 1
  // That question is not asked any more, at least not at this place. But the lesson was begun.
  if (entry.type === 'answer') return { type: 'step', lesson, step: 0 }
  const from = today(entry.from ?? 1)
  const step = today(entry.step + 1) - 1
  return from > 1 && from <= step
    ? { type: 'step', lesson, step, from }
    : { type: 'step', lesson, step: from > 1 ? 0 : step }
}
