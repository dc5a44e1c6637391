import type { Evidence } from '../../../../src/exercise/index.ts'

/** Where things stand in a learner's file, as far as one can tell from its text. */

type Code = Evidence['code']

/** Where a route begins, whatever its path. */
const ROUTE = String.raw`\.(?:get|post|put|patch|delete|all|use|route)\(\s*['"\`]/`

/** The line of a pattern in the route with this path: before the next one, and before the next word `app.` */
export const lineIn = (code: Code, path: string, pattern: RegExp): number | null =>
  code.line(
    new RegExp(
      `(?<=\\.(?:get|post|put|patch|delete|all|route)\\(\\s*['"\`]${path}['"\`](?:(?!\\bapp\\.|${ROUTE})[^])*)(?:${pattern.source})`,
    ),
  )

/** The line of a route's path. */
export const lineOfRoute = (code: Code, method: string, path: string): number | null =>
  code.line(new RegExp(`\\.${method}\\(\\s*['"\`]${path}['"\`]`))

/** Where req.session itself gets another value. */
export const REPLACED = /\breq\.session\s*=(?!=)/

/** Where a request loses its session, and gets nothing for it. */
export const TAKEN_OFF =
  /\breq\.session\s*=\s*(?:null|undefined|false|0|''|"")\s*[;\n]|\bdelete\s+req\.session\b(?!\s*[.[])/

/** The line in which the login says who it is; a function of its own may do that. */
export const lineOfUser = (code: Code): number | null => lineIn(code, '/login', SETS_USER) ?? code.line(SETS_USER)

const SETS_USER = /\b\w*sess(?:ion)?\.(?!cookie\b|visits\b)\w+\s*=(?!=)/i

/** The line of regenerate() in the login, or of the first one. */
export const lineOfRegenerate = (code: Code): number | null =>
  lineIn(code, '/login', /\bregenerate\b/) ?? code.line(/\bregenerate\b/)

/** What the function is called that stands before the handler of the letters, or undefined; it may have no name. */
export const guardName = (code: Code): string | undefined =>
  GUARDS.map((pattern) => code.word(pattern)).find((name) => name !== undefined && code.has(definition(name)))

const GUARDS = [
  /\.get\(\s*['"`]\/letters['"`]\s*,\s*\[?\s*([A-Za-z_]\w*)\s*[,\]]/,
  /\.use\(\s*['"`]\/letters['"`]\s*,\s*([A-Za-z_]\w*)\s*[,)]/,
  /\.use\(\s*(\w*(?:login|auth|guard|valid|user)\w*)\s*[,)]/i,
]

/** Where a function with this name is written. */
const definition = (name: string): RegExp =>
  new RegExp(
    `\\bfunction\\s+${name}\\b|\\b(?:const|let|var)\\s+${name}\\s*=\\s*(?:async\\b|function\\b|\\(|\\w+\\s*=>)`,
  )

/** The line of a pattern in the guard. */
export function lineInGuard(code: Code, pattern: RegExp): number | null {
  const name = guardName(code)
  if (name === undefined) return lineIn(code, '/letters', pattern)
  return code.line(new RegExp(`(?<=(?:${definition(name).source})(?:(?!\\n\\}|${ROUTE})[^])*)(?:${pattern.source})`))
}

/** The line where the guard decides, or where it begins. */
export function lineOfGuard(code: Code): number | null {
  const name = guardName(code)
  return (
    lineInGuard(code, /\bif\s*\(/) ??
    (name === undefined ? lineIn(code, '/letters', /\s\?\s/) : code.line(definition(name)))
  )
}

/** The line where a guard is put before everything, or before all letters, with app.use(). */
export const lineOfUse = (code: Code): number | null =>
  code.line(/\.use\(\s*(?:['"`]\/(?:letters)?['"`]\s*,\s*)?\w*(?:login|auth|guard|valid)\w*\s*\)/i)

/** The line where the guard is called with all that it wants, as in `requireLogin(req, res, next)`. */
export const lineOfGuardCall = (code: Code): number | null =>
  code.line(/(?<=\n\s*(?:await\s+|return\s+)?)\b\w+\(\s*_?req\w*\s*,\s*_?res\w*\s*,[^\n]*\)(?!\s*\{)/)

/** The line where find() found nobody, if this error came of that. */
export function lineOfNobody(code: Code, error: string | undefined): number | null {
  const [, property] = /\bof undefined \(reading '(\w+)'\)/.exec(error ?? '') ?? []
  const user = nameOfFound(code)
  const reads = property !== undefined && user !== undefined && code.has(new RegExp(`\\b${user}\\.${property}\\b`))
  return reads ? (lineIn(code, '/login', FOUND) ?? code.line(FOUND)) : null
}

/** The name of the variable for the user who is looked for. */
export const nameOfFound = (code: Code): string | undefined => code.word(FOUND)

const FOUND = /\b(?:const|let|var)\s+(\w+)(?:\s*:[^=\n]+)?\s*=\s*[^\n]*\.find\(/

/** Where the guard has a single = in its condition. */
export const lineOfAssignment = (code: Code): number | null =>
  lineInGuard(code, /\bif\s*\(\s*!?\(?\s*[\w.?]*\w\s*=(?![=>])/)

/** Where the logout changes the session, and has sent its answer before. */
export const lineAfterAnswer = (code: Code): number | null =>
  lineIn(
    code,
    '/logout',
    new RegExp(
      `(?<=\\n\\s*res\\b[^\\n]*\\.(?:json|send|sendStatus|end|redirect)\\((?:(?!\\bapp\\.|\\breturn\\b|${ROUTE})[^])*)` +
        `(?:\\bdelete\\s+)?\\breq\\w*\\.session\\.(?!cookie\\b)(?:\\w+\\s*=(?!=)|destroy\\(|\\w+\\s*[;\\n])`,
    ),
  )

/** Whether something stands in another file of the learner. */
export const importsOwn = (code: Code): boolean => code.has(/\b(?:from|import)\s*\(?\s*['"`]\.{1,2}\//)
