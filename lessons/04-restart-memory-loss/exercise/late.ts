import type { Evidence } from '../../../src/exercise/index.ts'

/** Writes to the disk that come later than the answer. */

type Code = Evidence['code']

const WRITE = /\bwrite\w*\(/
const TIMER = /\bset(?:Interval|Timeout)\(/
const END = /\bprocess\.(?:on|once)\((?=\s*['"`](?:exit|beforeExit|SIG\w+)['"`])/

/**
 * Where a file writes to the disk if it does so only in timers or at its end; null if it may do so at other times too, or
 * never.
 */
export function lateWrites(code: Code): { readonly when: 'timer' | 'end'; readonly line: number | null } | null {
  const text = code.word(/^([^]*)$/) ?? ''
  const timers = passages(text, TIMER)
  const ends = passages(text, END)
  let late = [...timers, ...ends].join('\n')
  let rest = [...timers, ...ends].reduce((left, passage) => left.replace(passage, ''), text)
  for (const [name] of late.matchAll(/\b[a-z]\w*\b/gi)) {
    const body = bodyOf(rest, name)
    if (body === null || !WRITE.test(body)) continue
    rest = rest.replace(body, '')
    // What is called elsewhere writes at other times too.
    if (new RegExp(`\\b${name}\\(`).test(rest)) return null
    late += body
  }
  if (!WRITE.test(late) || WRITE.test(rest)) return null
  return timers.length > 0 ? { when: 'timer', line: code.line(TIMER) } : { when: 'end', line: code.line(END) }
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

/** Where the bracket closes that is open at `start`. */
function closing(text: string, start: number): number {
  let depth = 1
  let quote = ''
  for (let i = start; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (quote !== '') {
      if (char === '\\') i += 1
      else if (char === quote) quote = ''
    } else if (/['"`]/.test(char)) quote = char
    else if (/[([{]/.test(char)) depth += 1
    else if (/[)\]}]/.test(char)) {
      depth -= 1
      if (depth === 0) return i
    }
  }
  return text.length
}
