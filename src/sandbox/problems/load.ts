import { importProblem } from './import.ts'
import { at, lineOf, placeIn, type Place } from '../location.ts'
import type { Ending, Problem, Remains } from '../problem.ts'
import type { Thrown } from '../protocol.ts'
import { lineText, onlyLineWith, withoutComments } from '../source.ts'
import { isSyntax, syntaxProblem } from './syntax.ts'
import { DENIED, deniedDeed, thrownText } from '../thrown.ts'

/** What is wrong with a file that could not be loaded. */
export function loadProblem(ending: Extract<Ending, { readonly kind: 'failed' }>, remains: Remains): Problem {
  const { thrown, parsing } = ending
  const { file } = remains
  if (parsing || isSyntax(thrown)) return syntaxProblem(thrown, remains)
  const wrongImport = importProblem(ending, remains)
  if (wrongImport) return wrongImport
  const place = placeIn(thrown.stack, file) ?? onlyThrow(thrown, remains)
  const deed = deniedDeed(thrown)
  return {
    kind: 'exception',
    message: `${at(place, file, 'Your file')} ${deed ?? `threw ${thrownText(thrown, file)}`}.`,
    hint:
      deed === null
        ? exceptionHint(thrown, lineText(place, remains.read), withoutComments(remains.read(place?.file ?? file)))
        : DENIED,
    line: lineOf(place, file),
  }
}

/** Where a throw is the only one of a file. What is no Error does not say where it comes from. */
function onlyThrow({ name, stack, message }: Thrown, { file, read }: Remains): Place | null {
  if (name !== '' || stack !== message) return null
  const line = onlyLineWith(withoutComments(read(file)), /\bthrow\b/)
  return line === null ? null : { file, line }
}

/** @param line the one that threw @param source its file */
function exceptionHint({ name, message }: Thrown, line: string, source: string): string {
  const missing = name === 'ReferenceError' ? /^(\w+) is not defined/.exec(message)?.[1] : undefined
  if (missing === 'require' || missing === 'module' || missing === 'exports') {
    const wanted = /\brequire\s*\(\s*['"`]([^'"`]+)['"`]/.exec(line)?.[1] ?? 'express'
    return missing === 'require'
      ? `This file is an ES module. Write import ${variable(wanted)} from '${wanted}' on its top instead of require.`
      : `This file is an ES module. Write export instead of ${missing === 'module' ? 'module.exports' : missing}.`
  }
  if (missing === '__dirname' || missing === '__filename')
    return 'This file is an ES module. Write import.meta.dirname or import.meta.filename instead.'
  if (REQUEST_PARTS.has(missing ?? ''))
    return (
      'With these parentheses a function is called here and now, while the file starts, and there is no request yet. Express is to get ' +
      'the function itself, and calls it for each request.'
    )
  const from = IMPORTS[missing ?? '']
  if (from !== undefined) return `Nothing has that name in this file. Is an import missing? ${from}`
  const called = name === 'TypeError' ? /^(\w+)(?:\.(\w+))? is not a function/.exec(message) : null
  if (called) {
    const [, thing = '', method] = called
    const all = new RegExp(`\\bimport\\s*\\*\\s*as\\s+${thing}\\s+from\\s*(['"][^'"]+['"])`).exec(source)?.[1]
    if (all !== undefined)
      return `import * as ${thing} is an object with all that is exported. Write import ${thing} from ${all}.`
    if (method !== undefined && new RegExp(`\\b${thing}\\s*=\\s*express\\s*(?:;|$)`, 'm').test(source))
      return `${thing} is express itself. An app is what it returns: ${thing} = express().`
  }
  if (message.startsWith('Missing parameter name'))
    return "In Express 5 a wildcard needs a name, as in '/{*any}', which stands for every path."
  return 'The file ends there, before its app could answer anything.'
}

/** What only a handler is given. */
const REQUEST_PARTS: ReadonlySet<string> = new Set(['req', 'res', 'next', 'request', 'response'])

/** What people forget to import, and the line for it. */
const IMPORTS: Readonly<Record<string, string>> = {
  express: "import express from 'express'",
  session: "import session from 'express-session'",
  randomUUID: "import { randomUUID } from 'node:crypto'",
  randomBytes: "import { randomBytes } from 'node:crypto'",
}

/** A package's name as people name what they import from it: `session-file-store` becomes `sessionFileStore`. */
const variable = (name: string): string =>
  name
    .replace(/^express-/, '')
    .replace(/^.*[/:]/, '')
    .replaceAll(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase())
