import { closing, type Evidence } from '../../../../src/exercise/index.ts'

/** The options that session() is called with, as they stand in a learner's file. */

type Code = Evidence['code']

/** A stretch of the file. */
interface Passage {
  readonly text: string
  /** The line in which it begins. */
  readonly line: number
}

/** One option. */
export interface Option {
  readonly name: string
  readonly line: number
  /** What stands behind the colon, or the name where there is none. */
  readonly value: string
}

export interface Options {
  /** Empty if they could not be found. */
  readonly session: readonly Option[]
  /** Those in the braces of `cookie`, or in what a function there returns. Empty if there are none. */
  readonly cookie: readonly Option[]
}

/** The name under which express-session is imported. */
export const importedAs = (code: Code): string =>
  code.word(/\bimport\s+(?:\*\s+as\s+)?(\w+)[^'"`;]*from\s*['"`]express-session['"`]/) ?? 'session'

/** Finds the options: in the call itself, or in the variable that is handed over there. */
export function readOptions(code: Code): Options {
  const file: Passage = { text: code.word(/^([^]*)$/) ?? '', line: 1 }
  const call = behind(file, new RegExp(`(?<![.\\w])${importedAs(code)}\\s*\\(`))
  if (call === null) return { session: [], cookie: [] }
  const given = bracesOf(call, file)
  const session = given ? optionsIn(given) : []
  const at = session.find((option) => option.name === 'cookie')
  const variable = /^\s*(\w+)/.exec(call.text)?.[1]
  const later = variable === undefined ? null : behind(file, new RegExp(`\\b${variable}\\.cookie\\s*=\\s*\\{`))
  const cookie = at ? bracesOf(at.passage, file) : later
  return { session, cookie: cookie ? optionsIn(cookie) : [] }
}

/** What stands behind the first match of a pattern, up to the bracket that closes what is open there. */
function behind({ text, line }: Passage, pattern: RegExp): Passage | null {
  const found = pattern.exec(text)
  if (!found) return null
  const start = found.index + found[0].length
  return { text: text.slice(start, closing(text, start)), line: line + breaksIn(text.slice(0, start)) }
}

/** What stands in the braces of an object: one that is written down, that a function returns, or that a variable holds. */
function bracesOf(value: Passage, file: Passage): Passage | null {
  const name = /^\s*(\w+)\s*,?\s*$/.exec(value.text)?.[1]
  return name === undefined
    ? behind(value, /^\s*(?:(?:async\s*)?(?:\([^)]*\)|\w+)\s*=>\s*\(\s*)?\{/)
    : behind(file, new RegExp(`\\b(?:const|let|var)\\s+${name}\\b[^=;]*=\\s*\\{`))
}

/** The options in braces, in order. What is spread there has no name. */
function optionsIn({ text, line }: Passage): readonly (Option & { readonly passage: Passage })[] {
  const options = []
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = closing(text, start, ',')
    const [head = '', name = '', colon] =
      /^\s*(?:async\s+)?['"]?([\w$-]*)['"]?\s*(:)?\s*/.exec(text.slice(start, end)) ?? []
    if (text.slice(start, end).trim() === '') continue
    const from = colon === undefined ? start : start + head.length
    const passage = { text: text.slice(from, end), line: line + breaksIn(text.slice(0, from)) }
    const nameAt = line + breaksIn(text.slice(0, start + head.indexOf(name)))
    options.push({ name, line: nameAt, value: passage.text.trim(), passage })
  }
  return options
}

const breaksIn = (text: string): number => text.split('\n').length - 1
