import { closing, type Evidence } from '../../../../src/exercise/index.ts'
import { storeClassLine } from './given.ts'

/** The methods of a store that learners write themselves, as their file has them. */

type Code = Evidence['code']

/** A method: its line, counted from 1, what stands between its parentheses, and its body. */
export interface Method {
  readonly line: number
  readonly takes: string
  readonly body: string
}

/** A file from the class of its store on, to the end of that; all of it if it has none. Comments are spaces. */
function storeIn(code: Code): { readonly text: string; readonly before: number } {
  const text = code.word(/^([^]*)$/) ?? ''
  const before = (storeClassLine(code) ?? 1) - 1
  const rest = text.split('\n').slice(before).join('\n')
  const end = before === 0 ? rest.length : closing(rest, rest.indexOf('{') + 1)
  return { text: rest.slice(0, end), before }
}

/** The method of this name, in a class, an object or given to one; null if none is found. */
export function methodIn(code: Code, name: string): Method | null {
  const { text, before } = storeIn(code)
  const heads = new RegExp(
    `(?<![.\\w]|\\bfunction\\s+)${name}\\s*\\(|(?<!\\w)${name}\\s*[:=]\\s*(?:async\\b\\s*)?(?:function\\b[^(]*)?\\(`,
    'g',
  )
  for (const { index, 0: head } of text.matchAll(heads)) {
    const opened = index + head.length
    const closed = closing(text, opened)
    // A type may stand in between.
    const start = /^\s*(?::[^={}()]*)?(?:=>\s*)?\{|^\s*=>/.exec(text.slice(closed + 1))?.[0]
    if (start === undefined) continue
    const from = closed + 1 + start.length
    const to = start.endsWith('{') ? closing(text, from) : endOfLine(text, from)
    return {
      line: before + text.slice(0, index).split('\n').length,
      takes: text.slice(opened, closed),
      body: text.slice(from, to),
    }
  }
  return null
}

/** The line of the method of this name, or null. */
export const methodLine = (code: Code, name: string): number | null => methodIn(code, name)?.line ?? null

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** The name of the function that a method must call when it is done; undefined if it takes none. @param at its place */
function callbackOf({ takes }: Method, at: number): string | undefined {
  // Types of parameters have commas of their own.
  const flat = takes.replaceAll(/\([^()]*\)|<[^<>]*>|\{[^{}]*\}/g, '')
  return /^\s*(\w+)/.exec(flat.split(',')[at] ?? '')?.[1]
}

const PLACES: Readonly<Record<string, number>> = { get: 1, set: 2, touch: 2, destroy: 1 }

/** The line of a method that cannot call the function which it must call when it is done: its name is not there. */
export function silentLine(code: Code, name: string): number | null {
  const method = methodIn(code, name)
  if (method === null || /\.\.\.|\barguments\b/.test(method.takes + method.body)) return null
  const callback = callbackOf(method, PLACES[name] ?? 1)
  return callback !== undefined && new RegExp(`\\b${callback}\\b`).test(method.body) ? null : method.line
}

/** The line of a destroy that does nothing but say that it is done, or null. */
export function idleDestroyLine(code: Code): number | null {
  const method = methodIn(code, 'destroy')
  if (method === null) return null
  const callback = callbackOf(method, 1)
  const call = `(?:${callback}(?:\\?\\.)?\\(\\s*(?:null|undefined)?\\s*\\))`
  const later = `(?:(?:process\\.)?(?:setImmediate|setTimeout|queueMicrotask|nextTick)\\(\\s*${callback}\\b[^()]*\\))`
  const check = `(?:if\\s*\\(\\s*${callback}\\s*\\)|${callback}\\s*&&)?`
  return new RegExp(`^\\s*(?:return\\s+)?${check}\\s*(?:${call}|${later})?\\s*;?\\s*$`).test(method.body)
    ? method.line
    : null
}

/** A method whose name looks as if this one had been meant, or undefined. */
export function meantMethod(code: Code, name: string): { readonly name: string; readonly line: number } | undefined {
  const found = [...storeIn(code).text.matchAll(/(?<=^\s*(?:async\s+)?|[{}]\s*)\b([a-z]\w*)(?=\s*\([^()]*\)\s*\{)/gim)]
    .map((match) => match[1] ?? '')
    .find((other) => other !== name && isMeant(other, name))
  const line = found === undefined ? null : methodLine(code, found)
  return found === undefined || line === null ? undefined : { name: found, line }
}

const OTHER_WORDS: Readonly<Record<string, RegExp>> = {
  destroy: /^(?:delete|del|remove|unset)(?:Session)?$/i,
  get: /^(?:read|load|find|fetch)(?:Session)?$/i,
  set: /^(?:write|save|store|put)(?:Session)?$/i,
}

/** Whether a name is another one with a letter too few or too many, with two of them changed about, or another word for it. */
function isMeant(other: string, name: string): boolean {
  if (OTHER_WORDS[name]?.test(other)) return true
  const [short = '', long = ''] = [other.toLowerCase(), name].toSorted((a, b) => a.length - b.length)
  if (long.length - short.length > 1 || short.length < 3) return false
  if (short.length === long.length) return short.split('').toSorted().join('') === long.split('').toSorted().join('')
  return long.split('').some((_, at) => long.slice(0, at) + long.slice(at + 1) === short)
}
