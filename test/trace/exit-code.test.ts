import { expect, test } from 'vitest'
import { exitCodeOf, type FailOn } from '../../src/trace/exit-code.ts'
import type { Ending } from '../../src/trace/command.ts'
import type { Finding } from '../../src/diagnosis/finding.ts'

const exited = (code: number): Ending => ({ kind: 'exited', code })
const found = (...levels: readonly Finding['level'][]) => levels.map((level) => ({ level }) as Finding)

test.each<[Ending, boolean, FailOn | undefined, readonly Finding[], number]>([
  [exited(0), false, undefined, found('error'), 0],
  [exited(7), false, undefined, [], 7],
  [exited(0), true, undefined, [], 130],
  [{ kind: 'signalled', signal: 'SIGINT' }, true, 'error', found('error'), 130],
  [{ kind: 'signalled', signal: 'SIGTERM' }, false, undefined, [], 143],
  [{ kind: 'signalled', signal: 'SIGKILL' }, false, 'error', found('error'), 137],
  [{ kind: 'not-started', code: 'ENOENT' }, false, 'error', [], 127],
  [exited(0), false, 'error', found('error'), 1],
  [exited(0), false, 'error', found('warning', 'info'), 0],
  [exited(0), false, 'warning', found('warning'), 1],
  [exited(0), false, 'warning', found('error'), 1],
  [exited(0), false, 'warning', found('info'), 0],
  [exited(7), false, 'error', found('error'), 7],
])('%j, ended by the person: %s, --fail-on %s, %j: %i', (ending, isInterrupted, failOn, findings, code) => {
  expect(exitCodeOf(ending, isInterrupted, failOn, findings)).toBe(code)
})
