import type { Finding } from '../diagnosis/finding.ts'

/** A finding of the trace: told once, with how often it was seen. `exchange` is the number that the trace gives. */
export interface FindingSeen extends Finding {
  /** Its place in the order in which findings were first seen, from 1. */
  readonly first: number
}

/** The findings of a trace, each once. */
export interface Findings {
  /**
   * @param found in the exchanges that are looked at now
   * @param isLookedAt whether the exchange with a number is among them
   */
  add(found: readonly Finding[], isLookedAt: (exchange: number) => boolean): void
  /** The most severe first, and of those the first that was seen. */
  all(): readonly FindingSeen[]
}

const LEVELS: readonly Finding['level'][] = ['error', 'warning', 'info']

/**
 * Starts without findings. What was found stays, though the exchanges that show it are let go. But as long as they are looked at, more may
 * become known: a finding that no longer holds, or is only the consequence of another, is taken back.
 */
export function createFindings(): Findings {
  let seen: ReadonlyMap<string, FindingSeen> = new Map()
  let count = 0
  return {
    add(found, isLookedAt) {
      const stays = ({ exchange }: Finding) => exchange !== null && !isLookedAt(exchange)
      const consequences = new Set(found.flatMap((finding) => finding.consequences))
      const now = found.map((finding): readonly [string, FindingSeen] => {
        const before = seen.get(keyOf(finding))
        const kept = before && {
          first: before.first,
          exchange: before.exchange ?? finding.exchange,
          count: Math.max(before.count, finding.count),
        }
        return [keyOf(finding), { ...finding, first: (count += kept ? 0 : 1), ...kept }]
      })
      const before = [...seen].filter(([, finding]) => stays(finding) && !consequences.has(finding.code))
      seen = new Map([...before, ...now])
    },
    all: () =>
      [...seen.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.first - b.first),
  }
}

/** One cause at one place is one finding, however often it is seen. */
const keyOf = ({ code, at }: Finding): string => JSON.stringify([code, at?.file, at?.line])
