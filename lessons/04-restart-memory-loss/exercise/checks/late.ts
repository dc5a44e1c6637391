import { closing, type Evidence } from '../../../../src/exercise/index.ts'
import { methodIn } from './methods.ts'

/** Writes to the disk that come later than the answer. */

type Code = Evidence['code']

const WRITE = /\bwrite\w*\(/
const TIMER = /\bset(?:Interval|Timeout)\(/
const END_NAME = /['"`](?:exit|beforeExit|SIG[A-Z]+)['"`]/
const HANDLER = /\bprocess\.(?:on|once)\(/
const END = /\bprocess\.(?:on|once)\((?=\s*['"`](?:exit|beforeExit|SIG\w+)['"`])/

/** The line of a timer, if a file writes to the disk only in timers and at its end; null if that is not sure. */
export function timerLine(code: Code): number | null {
  const text = code.word(/^([^]*)$/) ?? ''
  const passagesOfTimers = passages(text, TIMER)
  if (passagesOfTimers.length === 0) return null
  const seldom = [...passagesOfTimers, ...passages(text, END)]
  let late = seldom.join('\n')
  let rest = seldom.reduce((left, passage) => left.replace(passage, ''), text)
  for (const [name] of late.matchAll(/\b[a-z]\w*\b/gi)) {
    const body = bodyOf(rest, name)
    if (body === null || !WRITE.test(body)) continue
    rest = rest.replace(body, '')
    // What is called elsewhere writes at other times too.
    if (new RegExp(`\\b${name}\\(`).test(rest)) return null
    late += body
  }
  return WRITE.test(late) && !WRITE.test(rest) ? code.line(TIMER) : null
}

/** Whether the store writes when it is given a session, as far as its methods show it. */
function writesAtOnce(code: Code): boolean {
  const set = methodIn(code, 'set')?.body ?? ''
  const called = [...set.matchAll(/\bthis\.(\w+)\(/g)].map(([, name]) => methodIn(code, name ?? '')?.body ?? '')
  return [set, ...called].some((body) => WRITE.test(body))
}

/** The line in which something is written when the process ends, if that is the only time for it; null otherwise. */
export function endWriteLine(code: Code): number | null {
  const text = code.word(/^([^]*)$/) ?? ''
  if (!END_NAME.test(text) || writesAtOnce(code)) return null
  const writes = passages(text, HANDLER).some(
    (passage) =>
      WRITE.test(passage) ||
      [...passage.matchAll(/\b[a-z]\w*\b/gi)].some(([name]) => WRITE.test(bodyOf(text, name) ?? '')),
  )
  return writes ? code.line(HANDLER) : null
}

/** What stands in the brackets behind each match of a pattern, from the match on. */
function passages(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map((found) =>
    text.slice(found.index, closing(text, found.index + found[0].length)),
  )
}

/** A function of this name from its name on: its body, or the line of an arrow function without one. */
function bodyOf(text: string, name: string): string | null {
  const head = new RegExp(
    `\\bfunction\\s+${name}\\s*\\(|\\b(?:const|let|var)\\s+${name}\\s*=\\s*(?:async\\b\\s*)?(?:function\\b[^(]*)?\\(`,
  )
  const found = head.exec(text)
  if (!found) return null
  const behind = closing(text, found.index + found[0].length) + 1
  const brace = /^\s*(?:=>\s*)?\{/.exec(text.slice(behind))
  const end = brace ? closing(text, behind + brace[0].length) : text.indexOf('\n', behind)
  return text.slice(found.index, end < 0 ? text.length : end)
}
