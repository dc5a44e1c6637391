import type { Evidence } from '../../../../src/exercise/index.ts'

/** What session() is given as its store, and what it should have been made of, as a learner's file has it. */

type Code = Evidence['code']

/** What session-file-store exports by default gets its name here. */
const IMPORTED = /\bimport\s+(?:\{\s*default\s+as\s+)?(\w+)(?:\s*\})?\s*from\s*['"`]session-file-store['"`]/

/** The name under which a file knows the function that session-file-store exports, or undefined. */
export const factoryIn = (code: Code): string | undefined => code.word(IMPORTED)

/** An import of session-file-store by a name in braces, which it does not export. */
export const NAMED_IMPORT = /\bimport\s+\{\s*(?!default\b)(\w+)[^}]*\}\s*from\s*['"`]session-file-store['"`]/

/** An import of all of session-file-store, under one name. */
export const WHOLE_IMPORT = /\bimport\s+\*\s+as\s+(\w+)\s+from\s*['"`]session-file-store['"`]/

/** The line where the function that session-file-store exports is called with `new` as if it were the class, or null. */
export function newFactoryLine(code: Code): number | null {
  const factory = factoryIn(code)
  if (factory === undefined) return null
  const alias = code.word(new RegExp(`\\b(\\w+)\\s*=\\s*${factory}\\s*;?\\s*$`, 'm'))
  return (
    code.line(new RegExp(`\\bnew\\s+${factory}\\b`)) ??
    (alias === undefined ? null : code.line(new RegExp(`\\bnew\\s+${alias}\\b`)))
  )
}

/** The line where that function is called, or null. */
export function factoryCallLine(code: Code): number | null {
  const factory = factoryIn(code)
  return factory === undefined ? null : code.line(new RegExp(`(?<!\\bnew\\s+)\\b${factory}\\s*\\(`))
}

/** What stands where session() is given its store; a variable is looked up. */
function givenIn(code: Code): string {
  const value = (code.word(/\bstore\s*:\s*([^\n]*)/) ?? 'store').trim()
  const name = /^(\w+)\s*(?:[,})]|$)/.exec(value)?.[1]
  if (name === undefined) return value
  return code.word(new RegExp(`\\b(?:const|let|var)\\s+${name}\\b[^=\\n]*=\\s*([^\\n]*)`)) ?? name
}

/** What it is that session() is given and that is no store. */
export function kindOfGiven(code: Code): 'class' | 'class by new' | 'function' | 'own' | 'other' {
  const given = givenIn(code)
  const factory = factoryIn(code)
  const own = /^new\s+(\w+)/.exec(given)?.[1]
  if (factory !== undefined) {
    if (given === factory) return 'function'
    if (new RegExp(`^new\\s+${factory}\\s*\\(`).test(given)) return 'class by new'
    if (new RegExp(`^${factory}\\s*\\(`).test(given)) return 'class'
  }
  return own !== undefined && code.has(new RegExp(`\\bclass\\s+${own}\\s*\\{`)) ? 'own' : 'other'
}

/** The line of the class that a learner wrote and that session() gets an object of, or null. */
export function storeClassLine(code: Code): number | null {
  const own = /^new\s+(\w+)/.exec(givenIn(code))?.[1]
  return (
    (own === undefined ? null : code.line(new RegExp(`\\bclass\\s+${own}\\b`))) ??
    code.line(/\bclass\s+\w+\s+extends\s+[\w.]*Store\b/)
  )
}
