import { expect, test } from 'vitest'
import type { Difference, RunDiff } from '../../../src/lesson/compare.ts'
import { renderAttempt } from '../../../src/terminal/lesson/attempt.ts'
import { plainStyle } from '../../support/style.ts'

const differences: readonly Difference[] = [
  { where: 'response', before: 'X-Powered-By: Express', after: null },
  { where: 'response', before: 'Set-Cookie: sid=a', after: 'Set-Cookie: sid=b' },
  { where: 'body', before: 'one', after: 'other' },
  { where: 'middleware', before: 'fetching', after: 'nothing' },
]

const attempt = (labels: readonly string[], told = differences) => {
  const diff: RunDiff = {
    change: { rolling: true },
    exchanges: labels.map((label) => ({ label, differences: told })),
    notSent: [],
    starts: [],
    fell: [],
    still: [],
    notReached: [],
  }
  return {
    claim: 'It is so.',
    attempt: { verdict: 'broken' as const, why: '', diff },
    options: {},
    count: { fallen: 1, breakable: 9 },
  }
}

const render = (labels: readonly string[], room?: number, detail: 'brief' | 'full' = 'brief') =>
  renderAttempt(attempt(labels), plainStyle(), detail, room)

test('in brief neither the trace nor quiet headers stand in the way, and it says how much is left out', () => {
  const shown = render(['first'])
  expect(shown).toMatch(/^ first +\+ 2 more$/m)
  expect(shown).toContain('Set-Cookie: sid=b')
  expect(shown).not.toMatch(/trace|X-Powered-By/)
  expect(render(['first'], undefined, 'full')).toMatch(/X-Powered-By[^]*trace {2}fetching/)
})

test('the trace is told where it is all there is', () => {
  const only = differences.slice(-1)
  const shown = renderAttempt(attempt(['first'], only), plainStyle(), 'brief')
  expect(shown).toContain('trace  fetching')
  expect(shown).not.toContain('more')
})

test('the last exchanges have the room, because they decide', () => {
  const labels = ['first', 'second', 'third']
  const shown = render(labels, 17)
  expect(shown.split('\n').length).toBeLessThanOrEqual(17)
  expect(shown).toMatch(/^ third/m)
  expect(shown).toContain('+ 2 more are different: first, second')
  // One at least, however little room there is.
  expect(render(labels, 3)).toMatch(/^ third/m)
  expect(render(labels)).toMatch(/^ first[^]*^ second[^]*^ third/m)
})
