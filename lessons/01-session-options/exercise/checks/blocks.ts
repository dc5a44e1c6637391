import { lineAt, type Evidence } from '../../../../src/exercise/index.ts'
import jsTokens from 'js-tokens'

/** What a learner's file puts into brackets: the calls that give something to the app, functions and conditions. */

type Code = Evidence['code']

/** A pair of brackets. */
interface Block {
  readonly bracket: string
  /** Where it opens and closes, in characters. */
  readonly from: number
  readonly to: number
  /** What stands before it. */
  readonly before: string
  readonly inside: string
}

/** Something that is given to the app. */
export interface Layer {
  readonly method: string
  /** Its path, if that is written there. */
  readonly path: string | undefined
  /** The line of its call, counted from 1. */
  readonly line: number
  readonly from: number
  readonly to: number
  readonly inside: string
}

/** How much of what stands before a bracket is looked at, in characters. */
const REACH = 200

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  const open: { readonly bracket: string; readonly from: number }[] = []
  let at = 0
  for (const { type, value } of jsTokens(text)) {
    if (type === 'Punctuator' && '([{'.includes(value)) open.push({ bracket: value, from: at })
    if (type === 'Punctuator' && ')]}'.includes(value)) {
      const opened = open.pop()
      if (opened) {
        const before = text.slice(Math.max(0, opened.from - REACH), opened.from)
        blocks.push({ ...opened, to: at, before, inside: text.slice(opened.from + 1, at) })
      }
    }
    at += value.length
  }
  return blocks
}

/** What is given to the app, in the order of the file. */
export function layersOf(code: Code): readonly Layer[] {
  const text = code.text
  return blocksOf(text)
    .flatMap(({ bracket, from, to, before, inside }): Layer[] => {
      const method = /\.\s*(use|all|get|post|put|patch|delete)\s*$/.exec(before)?.[1]
      if (bracket !== '(' || method === undefined) return []
      const [whole = '', , own] = /^\s*(['"`])([^'"`\n]*)\1/.exec(inside) ?? []
      // With nothing behind it, that is the key of a map, or a setting.
      if (own !== undefined && inside.slice(whole.length).trim() === '') return []
      const path = own ?? /\.route\(\s*['"`]([^'"`\n]*)['"`]\s*\)\s*\.\s*\w+\s*$/.exec(before)?.[1]
      return [{ method, path, line: lineAt(text, from), from, to, inside }]
    })
    .toSorted((a, b) => a.from - b.from)
}

/** The name of the innermost function with a name that a character is in, or undefined. */
export const functionAt = (code: Code, index: number): string | undefined =>
  around(code, index)
    .map(({ before }) => FUNCTIONS.map((pattern) => pattern.exec(before)?.[1]).find((name) => name !== undefined))
    .find((name) => name !== undefined)

const FUNCTIONS = [
  /\bfunction\s*\*?\s*(\w+)\s*\([^()]*\)[^;{}()]*$/,
  /\b(?:const|let|var)\s+(\w+)\s*(?::[^=\n]*)?=\s*(?:async\s+)?(?:function\b[^(\n]*)?(?:\([^()]*\)|\w+\s*=>)[^;{}()\n]*$/,
]

/** The condition of the innermost if that a character is in, or undefined. */
export const conditionAt = (code: Code, index: number): string | undefined =>
  around(code, index)
    .map(({ before }) => /\bif\s*\(([^{}\n]*)\)\s*$/.exec(before)?.[1])
    .find((condition) => condition !== undefined)

/** The braces around a character, the innermost first. */
const around = (code: Code, index: number): readonly Block[] =>
  blocksOf(code.text)
    .filter(({ bracket, from, to }) => bracket === '{' && from < index && index < to)
    .toSorted((a, b) => b.from - a.from)
