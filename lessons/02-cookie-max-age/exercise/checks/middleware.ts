import type { Evidence } from '../../../../src/exercise/index.ts'
import { importedAs } from './options.ts'
import { REPLACED } from './places.ts'

/** Where session() and the routes stand in a learner's file, and what comes first. */

type Code = Evidence['code']

/** A route of the task. */
export type Route = 'POST /login' | 'GET /me'

/** Where a route begins, as a pattern. */
export const ROUTES: Readonly<Record<Route, string>> = {
  'POST /login': String.raw`\.(?:post|all|use|route)\(\s*['"\`]\/login\b`,
  'GET /me': String.raw`\.(?:get|all|use|route)\(\s*['"\`]\/me\b`,
}
const ANSWER = String.raw`\bres\.(?:status\(\d+\)\.)?(?:json|send|end)\(`
const CHANGE = String.raw`\b(?:req\.)?session\.\w+\s*[?|&]{0,2}=(?!=)`

/** A call of session(), as a pattern. */
const call = (code: Code): string => `(?<![.\\w])${importedAs(code)}\\s*\\(`

/** The line in which session() is called. */
export const calledIn = (code: Code): number | null => code.line(new RegExp(call(code)))

/** The line in which the middleware is given to the app: by a call, or by the variable that holds what a call returned. */
function usedIn(code: Code): number | null {
  const variable = code.word(new RegExp(`\\b(?:const|let|var)\\s+(\\w+)(?:\\s*:[^=\\n]+)?\\s*=\\s*${call(code)}`))
  const middleware = variable === undefined ? call(code) : `(?<![.\\w])${variable}\\b`
  return code.line(new RegExp(`\\.use\\(\\s*(?:['"\`][^'"\`\\n]*['"\`]\\s*,\\s*)?${middleware}`))
}

/** The path for which the middleware is used, where it is another than `/`. */
export const usedFor = (code: Code): string | undefined =>
  code.word(new RegExp(`\\.use\\(\\s*['"\`](/[^'"\`\\n]+)['"\`]\\s*,\\s*${call(code)}`))

/** The line of a route. */
export const routeIn = (code: Code, route: Route): number | null => code.line(new RegExp(ROUTES[route]))

/** The line in which the middleware is given to the app, if that is below a route. */
export function usedBelow(code: Code, route: Route): number | null {
  const line = usedIn(code)
  const at = routeIn(code, route)
  return line !== null && at !== null && line > at ? line : null
}

/** The line above the middleware in which `req.session` is named, and where the middleware comes; null if there is none. */
export function namedAboveIn(code: Code): { readonly line: number; readonly used: number } | null {
  const line = code.line(/\breq\.session\b/)
  const used = usedIn(code)
  return line !== null && used !== null && line < used ? { line, used } : null
}

/** The line above the middleware in which `req.session` gets a value. */
export function filledAboveIn(code: Code): number | null {
  const line = code.line(REPLACED) ?? code.line(/\breq\.session\s*(?:\?\?|\|\|)=/)
  const used = usedIn(code)
  return line !== null && used !== null && line < used ? line : null
}

/** The line in which the login puts something into the session, if that is below its answer and not above it too. */
export function changedTooLateIn(code: Code): number | null {
  const route = String.raw`\.post\(\s*['"\`]\/login\b`
  if (code.has(new RegExp(`${route}(?:(?!${ANSWER})[^])*${CHANGE}`))) return null
  const between = code.word(new RegExp(`${route}((?:(?!\\n\\w)[^])*?${ANSWER}(?:(?!\\n\\w)[^])*?)${CHANGE}`))
  const start = code.line(new RegExp(route))
  return between === undefined || start === null ? null : start + between.split('\n').length - 1
}
