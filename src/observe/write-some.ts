import { writeSync } from 'node:fs'
import type { Fact } from './fact.ts'

/** Where facts go, a line of JSON each. */
export interface Report {
  /** Never throws and never waits. @returns whether the fact is on its way; where too much waits already, it is not */
  tell(fact: Fact): boolean
  /** From now on a line is written before `tell` returns, and what waits is written now: the process is about to end. */
  hurry(): void
  /** Tells the last fact of all, in front of what waits where that does not go out. */
  last(fact: Fact): void
  /** Whether the one who listened is gone. */
  isGone(): boolean
}

/** The most that may wait to be written, in bytes. What comes then is dropped: an app never waits for its report. */
export const MOST_WAITING = 4_000_000

/** Writes as much as goes without waiting. @returns how many bytes are done with: all of them where nobody can get them any more */
export function writeSome(fd: number, bytes: Uint8Array): number {
  let done = 0
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done)
    return done
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? done : bytes.length
  }
}

/** Waits a millisecond. */
export const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)

export const lineOf = (fact: Fact): string => `${JSON.stringify(fact)}\n`
