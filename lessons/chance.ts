/** 24 bytes as uid-safe writes them: an id of express-session's own making. */
export const UID_SAFE = /^[\w-]{32}$/

const LONGEST_BY_CHANCE = 8

/**
 * Whether one id tells nothing of the other: they are of one length and have no 8 characters in a row in common. Two random ids
 * fail this less than once in 10 ** 6 runs, be they of uid-safe (32 of 64 characters) or UUIDs; ids that count, or that are
 * cut from one another, never pass.
 */
export function areUnrelated(one: string, other: string): boolean {
  const starts = Array.from({ length: Math.max(0, one.length - LONGEST_BY_CHANCE + 1) }, (_, start) => start)
  const isShared = starts.some((start) => other.includes(one.slice(start, start + LONGEST_BY_CHANCE)))
  return starts.length > 0 && one.length === other.length && !isShared
}
