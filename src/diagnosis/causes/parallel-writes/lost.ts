import { isSame } from '../../overlap.ts'

/**
 * Whether a value that another request had saved is lost by what is saved over it.
 * @param loaded the value of before both
 * @param theirs what the other one saved
 * @param ours what is saved over it
 * @param isOwn whether this one changed the key itself: that it has the last word may be as it should
 * @param waited whether the other one saved while this one waited for something: only then does it matter that two counted from the same number
 */
export function isLost(loaded: unknown, theirs: unknown, ours: unknown, isOwn: boolean, waited: boolean): boolean {
  if (!isOwn) return !isSame(theirs, ours)
  if (Array.isArray(theirs)) return isAnyGone(theirs.map(text), list(loaded).map(text), list(ours).map(text))
  if (isObject(theirs)) return isAnyGone(Object.keys(theirs), keys(loaded), keys(ours))
  return waited && isCounted(loaded ?? 0, theirs, ours)
}

/** Whether anything that was added is not there any more. */
const isAnyGone = (theirs: readonly string[], loaded: readonly string[], ours: readonly string[]): boolean =>
  theirs.some((one) => !loaded.includes(one) && !ours.includes(one))

/** Numbers from here on are times, and no counts. */
const MOST_COUNTED = 1e9

/** Both counted on from the same number, and came to the same one. */
const isCounted = (loaded: unknown, theirs: unknown, ours: unknown): boolean =>
  Number.isInteger(loaded) &&
  Number.isInteger(theirs) &&
  theirs === ours &&
  theirs !== loaded &&
  Number(theirs) < MOST_COUNTED

const text = (value: unknown): string => JSON.stringify(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const keys = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : [])
