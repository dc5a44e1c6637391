import os from 'node:os'
import type { Finding } from '../diagnosis/finding.ts'
import type { Ending } from './command.ts'

/** How severe a finding must be for the trace to end with 1. */
export type FailOn = 'warning' | 'error'

/** So shells say it: a program that was not found, and one that a signal ended. */
const NOT_STARTED = 127
const SIGNALLED = 128
const INTERRUPTED = 130

/** The exit code of a trace. @param isInterrupted whether the person ended it */
export function exitCodeOf(
  ending: Ending,
  isInterrupted: boolean,
  failOn: FailOn | undefined,
  findings: readonly Finding[],
): number {
  if (isInterrupted || ending.kind === 'left') return INTERRUPTED
  if (ending.kind === 'not-started') return NOT_STARTED
  if (ending.kind === 'signalled') return SIGNALLED + os.constants.signals[ending.signal]
  if (ending.code !== 0 || failOn === undefined) return ending.code
  return findings.some(({ level }) => level === 'error' || level === failOn) ? 1 : 0
}
