/**
 * Something a learner did that is worth remembering. `lesson` is a slug, a step counts from 1, and `of` is how many the lesson had then: lessons
 * change.
 */
export type Entry =
  /**
   * The steps up to number `step` were finished: all of them, or those from number `from` on where the learner went there by number. 0 is for
   * a lesson that was only begun; no journal says it.
   */
  | {
      readonly type: 'step'
      readonly lesson: string
      readonly step: number
      readonly from?: number
      readonly of?: number
    }
  /** The prediction in step number `step` was answered. */
  | {
      readonly type: 'answer'
      readonly lesson: string
      readonly step: number
      readonly right: boolean
      readonly of?: number
    }
  /** The lesson was played to its end. Both numbers are null when nobody predicted (`--auto`). */
  | {
      readonly type: 'done'
      readonly lesson: string
      readonly right: number | null
      readonly predictions: number | null
    }
  /** In an experiment the learner saw this claim fall. */
  | { readonly type: 'broke'; readonly lesson: string; readonly claim: string }
  /** In the game the learner found a change that makes this claim false. Which one is not kept: values may be secrets. */
  | { readonly type: 'found'; readonly lesson: string; readonly claim: string }
  /** What the learner wrote for the lesson's exercise was verified: it passed so many of its checks, of which there is at least one. */
  | { readonly type: 'tried'; readonly lesson: string; readonly passed: number; readonly checks: number }
  /** Hint number `hint` for the lesson's exercise was shown; hints count from 1. */
  | { readonly type: 'hint'; readonly lesson: string; readonly hint: number }
  /** The learner asked to see code with its types, or without. */
  | { readonly type: 'types'; readonly lesson: string; readonly shown: boolean }
  /** Everything before this is forgotten, for one lesson or (null) for all. */
  | { readonly type: 'reset'; readonly lesson: string | null }

/** The format written here. A journal with a higher one belongs to a newer session-tutor. */
const VERSION = 1

/**
 * An entry as one line of JSON, without line breaks.
 * @param at milliseconds since 1970
 */
export function encodeEntry(entry: Entry, at: number): string {
  return JSON.stringify({ v: VERSION, at, ...entry })
}

/**
 * Reads one line of a journal.
 * @returns the entry; 'newer' if a newer version wrote the line; null if nothing can be made of it
 */
export function decodeEntry(line: string): Entry | 'newer' | null {
  const fields = parseObject(line)
  if (fields === null || !isCount(fields['v'])) return null
  if (fields['v'] > VERSION) return 'newer'
  if (fields['v'] !== VERSION || typeof fields['at'] !== 'number') return null
  return readFields(fields)
}

function readFields(fields: Record<string, unknown>): Entry | null {
  const { type, lesson, step, from, of, right, predictions, claim, passed, checks, hint, shown } = fields
  if (type === 'reset') return lesson === null || isText(lesson) ? { type, lesson } : null
  if (!isText(lesson)) return null
  const counted = isPlace(of) ? { of } : {}
  switch (type) {
    case 'step':
      if (!isPlace(step)) return null
      if (from === undefined) return { type, lesson, step, ...counted }
      return isPlace(from) && from <= step ? { type, lesson, step, from, ...counted } : null
    case 'answer':
      return isPlace(step) && typeof right === 'boolean' ? { type, lesson, step, right, ...counted } : null
    case 'done':
      if (right === null && predictions === null) return { type, lesson, right, predictions }
      if (!isCount(right) || !isCount(predictions) || right > predictions) return null
      return { type, lesson, right, predictions }
    case 'broke':
    case 'found':
      return isText(claim) ? { type, lesson, claim } : null
    case 'tried':
      return isCount(passed) && isPlace(checks) && passed <= checks ? { type, lesson, passed, checks } : null
    case 'hint':
      return isPlace(hint) ? { type, lesson, hint } : null
    case 'types':
      return typeof shown === 'boolean' ? { type, lesson, shown } : null
    default:
      return null
  }
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isPlace = (value: unknown): value is number => isCount(value) && value > 0
