import type { Evidence } from '../../../src/exercise/index.ts'

/** Where things stand in a learner's file. */

type Code = Evidence['code']

/** A value of one's own that is given to the whole of `req.session`, whatever was there. */
export const REPLACED = /\breq(?:uest)?\.session\s*=(?!=)(?!\s*req(?:uest)?\.session\s*(?:\?\?|\|\|)|\s*null\b)/
/** The same, be it only where there is none yet. */
export const FILLED = /\breq(?:uest)?\.session\s*(?:\?\?|\|\|)?=(?!=)/
/** Where `req.session` is taken away. */
export const REMOVED =
  /\breq(?:uest)?\.session\s*=\s*(?:null|undefined)\b|\bdelete\s+req(?:uest)?\.session\b(?![.[])|\bsession\.destroy\(/
/** A secret from the environment, and no other where that has none. */
export const ENVIRONMENT_SECRET = /\bsecret\s*:\s*process\.env(?:\.\w+|\[[^\]]*\])\s*[,}]/
/** A method of the session that must be given a function. */
export const UNFINISHED = /\.(?:regenerate|reload)\(\s*\)/
/** A variable outside of every function that is changed further down. */
const CHANGED = /^(?:let|var)\s+(\w+)[^]*?(?:\+\+\s*\1\b|\b\1\s*(?:\+\+|[-+]?=(?![=>])))/m
/** A map, a list or an object outside of every function into which something is put further down. */
const FILLED_UP =
  /^const\s+(\w+)[^=\n]*=\s*(?:new Map\b|[{[]|Object\.create)[^]*?\b\1(?:\[|\.set\(|\.\w+\s*(?:\+\+|[-+]?=(?![=>])))/m
/** A cookie that the app sets by itself. */
export const OWN_COOKIE = /\bSet-Cookie\b|\.cookie\(/i
/** An option that is nearly saveUninitialized. */
export const MISSPELT_SAVE = /\b([sS]ave[-_]?(?:[uU]n|[iI]n)\w*|[uU]n\w*i[sz]ed)(?<!\bsaveUninitialized)['"]?\s*:/

/** The line of a variable that all requests share and in which something can be counted. */
export const sharedIn = (code: Code): number | null => code.line(CHANGED) ?? code.line(FILLED_UP)

/** The name under which express-session is imported. */
const importedAs = (code: Code): string =>
  code.word(/\bimport\s+(?:\*\s+as\s+)?(\w+)[^'"`;]*from\s*['"`]express-session['"`]/) ?? 'session'

/** A call of session(), as a pattern. */
const call = (code: Code): string => `(?<![.\\w])${importedAs(code)}\\s*\\(`

/** How the middleware is named where it is used: the call itself, or the variable that holds what it returned. */
const middleware = (code: Code): string => {
  const variable = code.word(new RegExp(`\\b(?:const|let|var)\\s+(\\w+)(?:\\s*:[^=\\n]+)?\\s*=\\s*${call(code)}`))
  return variable === undefined ? call(code) : `(?<![.\\w])${variable}\\b`
}

const USE = String.raw`\.use\(\s*(?:['"\`][^'"\`\n]*['"\`]\s*,\s*)?`
const ROUTE = String.raw`\.(?:get|all|use|route)\(\s*['"\`]\/['"\`]\s*[,)]`
const ANSWER = String.raw`\bres\.(?:status\(\d+\)\.)?(?:json|send|end)\(`

/** The line in which session() is called. */
export const calledIn = (code: Code): number | null => code.line(new RegExp(call(code)))

/** The line of an option, whose name may be a pattern: the first behind the call, or anywhere. */
export const optionIn = (code: Code, name: string): number | null =>
  code.line(new RegExp(`(?<=${call(code)}[^]*)\\b(?:${name})\\b`)) ?? code.line(new RegExp(`\\b(?:${name})\\b`))

/** The line in which the middleware is given to the app. */
export const usedIn = (code: Code): number | null => code.line(new RegExp(USE + middleware(code)))

/** The path for which the middleware is used, where it is another than `/`. */
export const usedFor = (code: Code): string | undefined =>
  code.word(new RegExp(`\\.use\\(\\s*['"\`](/[^'"\`\\n]+)['"\`]\\s*,\\s*${middleware(code)}`))

/** The line in which session is given to the app without being called. */
export const uncalledIn = (code: Code): number | null =>
  code.line(new RegExp(`\\.(?:use|all|get)\\((?:[^()\\n]*,)?\\s*${importedAs(code)}\\s*[,)]`))

/** The line of a function that calls session() for each request and does not call what it returns. */
export const wrappedIn = (code: Code): number | null =>
  code.line(
    new RegExp(`\\([\\w\\s,:.]*\\)\\s*(?:=>\\s*)?(?:\\{\\s*(?:return\\s+)?)?${call(code)}(?![^]*?\\}\\s*\\)\\s*\\()`),
  )

/** The line of the route for `GET /`. */
export const routeIn = (code: Code): number | null => code.line(new RegExp(ROUTE))

/** The line in which that route answers. */
export const answerIn = (code: Code): number | null => code.line(new RegExp(`(?<=${ROUTE}[^]*)${ANSWER}`))

/** The line in which a number in the session gets a value first, or where it is named. */
export const countedIn = (code: Code, name = 'visits'): number | null =>
  code.line(new RegExp(String.raw`\.${escaped(name)}\s*(?:\+\+|[-+*/%|&?]{0,2}=(?![=>]))`)) ??
  code.line(new RegExp(String.raw`\b${escaped(name)}\b`))

/** The line in which the route makes a new session, if nothing of the old one was looked at before. */
export const regeneratedIn = (code: Code, name: string): number | null =>
  code.has(new RegExp(String.raw`${ROUTE}(?:(?!\.regenerate\()[^])*\b${escaped(name)}\b`))
    ? null
    : code.line(/\.regenerate\(/)

const escaped = (name: string): string => name.replaceAll(/\W/g, '\\$&')

/** The line in which the middleware is given to the app, if that is below the route. */
export function usedBelowRouteIn(code: Code): number | null {
  const line = usedIn(code)
  const route = routeIn(code)
  return line !== null && route !== null && line > route ? line : null
}

/** The line in which `req.session` gets a value, if that is above the middleware, which is above the route. */
export function filledAboveIn(code: Code): number | null {
  const line = code.line(FILLED)
  const used = usedIn(code)
  return line !== null && used !== null && line < used && usedBelowRouteIn(code) === null ? line : null
}

/** The line in which the route puts something into the session, if that is below its answer and not above it too. */
export function changedTooLateIn(code: Code): number | null {
  const route = String.raw`\.get\(\s*['"\`]/['"\`]`
  const change = String.raw`\breq\.session\.\w+\s*(?:[-+*/?|&]{0,2}=(?!=)|\+\+)`
  if (code.has(new RegExp(`${route}(?:(?!${ANSWER})[^])*${change}`))) return null
  const between = code.word(new RegExp(`${route}([^]*?${ANSWER}[^]*?)${change}`))
  const start = routeIn(code)
  return between === undefined || start === null ? null : start + between.split('\n').length - 1
}
