import * as fc from 'fast-check'
import type { Entry } from '../../src/progress/entry.ts'

// Few lessons, so that entries meet; any text, so that none can break a line.
const lesson = fc.oneof(fc.constantFrom('genid', 'login-guard', '__proto__'), fc.string({ unit: 'binary' }))
const step = fc.integer({ min: 1, max: 12 })
const scored = fc.tuple(fc.nat(9), fc.nat(9)).map(([right, wrong]) => ({ right, predictions: right + wrong }) as const)
const tried = fc
  .tuple(lesson, fc.nat(5), fc.nat(5))
  .filter(([, passed, failed]) => passed + failed > 0)
  .map(([slug, passed, failed]) => ({ lesson: slug, passed, checks: passed + failed }))

/** Every entry there can be. */
export const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ type: fc.constant('step' as const), lesson, step }),
  fc
    .tuple(lesson, step, step)
    .map(([slug, a, b]) => ({ type: 'step' as const, lesson: slug, from: Math.min(a, b), step: Math.max(a, b) })),
  fc.record({ type: fc.constant('answer' as const), lesson, step, right: fc.boolean() }),
  fc
    .record({ lesson, score: fc.option(scored, { nil: { right: null, predictions: null } }) })
    .map((done) => ({ type: 'done' as const, lesson: done.lesson, ...done.score })),
  fc.record({ type: fc.constant('broke' as const), lesson, claim: fc.string({ unit: 'binary', maxLength: 200 }) }),
  fc.record({ type: fc.constant('found' as const), lesson, claim: fc.string({ unit: 'binary', maxLength: 200 }) }),
  tried.map((counts) => ({ type: 'tried' as const, ...counts })),
  fc.record({ type: fc.constant('hint' as const), lesson, hint: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ type: fc.constant('reset' as const), lesson: fc.option(lesson) }),
)

export const entries = fc.array(anyEntry, { maxLength: 8 })
