import type { Evidence } from '../../../../src/exercise/index.ts'

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
/** Where the session is taken from the store again. */
export const RELOADED = /\.reload\(/
/** A method of the session that must be given a function. */
export const UNFINISHED = /\.(?:regenerate|reload)\(\s*\)/
/** A variable outside of every function that is changed further down. */
const CHANGED = /^(?:let|var)\s+(\w+)[^]*?(?:\+\+\s*\1\b|\b\1\s*(?:\+\+|[-+]?=(?![=>])))/m
/** A map, a list or an object outside of every function into which something is put further down. */
const FILLED_UP =
  /^const\s+(\w+)[^=\n]*=\s*(?:new Map\b|[{[]|Object\.create)[^]*?\b\1(?:\[|\.set\(|\.\w+\s*(?:\+\+|[-+]?=(?![=>])))/m
/** A cookie that the app sets by itself. */
export const OWN_COOKIE = /\bSet-Cookie\b|\.cookie\(/i
/** A variable that gets something from the session. */
export const COPIED =
  /\b(?:const|let|var)\s*(?:\{[^}]*\}\s*=\s*req\w*\.session\b(?![.[])|\w+[^=\n]*=[^;\n]*\breq\w*\.session\??\.(?!id\b)\w+)/
/** An option that is nearly saveUninitialized. */
export const MISSPELT_SAVE = /\b([sS]ave[-_]?(?:[uU]n|[iI]n)\w*|[uU]n\w*i[sz]ed)(?<!\bsaveUninitialized)['"]?\s*:/

/** The line of a variable that all requests share and in which something can be counted. */
export const sharedIn = (code: Code): number | null => code.line(CHANGED) ?? code.line(FILLED_UP)

/** The name under which express-session is imported. */
const importedAs = (code: Code): string =>
  code.word(/\bimport\s+(?:\*\s+as\s+)?(\w+)[^'"`;]*from\s*['"`]express-session['"`]/) ?? 'session'

/** A call of session(), as a pattern. */
const call = (code: Code): string => `(?<![.\\w])${importedAs(code)}\\s*\\(`

/** The variable that holds what a call of session() returned, if there is one. */
export const held = (code: Code): string | undefined =>
  code.word(new RegExp(`\\b(?:const|let|var)\\s+(\\w+)(?:\\s*:[^=\\n]+)?\\s*=\\s*${call(code)}`))

/** How the middleware is named where it is used: the call itself, or that variable. */
const middleware = (code: Code): string => {
  const variable = held(code)
  return variable === undefined ? call(code) : `(?<![.\\w])${variable}\\b`
}

const USE = String.raw`\.use\(\s*(?:['"\`][^'"\`\n]*['"\`]\s*,\s*)?`
const GET = String.raw`\.(?:get|all|route)\(\s*['"\`]\/['"\`]\s*[,)]`
/** Where GET / is answered: its route, or else what is used for all addresses. */
const ROUTE = `(?:${GET}|(?<!${GET}[^]*)${String.raw`\.use\(\s*['"\`]\/['"\`]\s*,`}(?![^]*${GET}))`
const ANSWER = String.raw`\bres\.(?:status\(\d+\)\.)?(?:json|send|end)\(`

/** Where the app is given the middleware. */
export const used = (code: Code): RegExp => new RegExp(USE + middleware(code))

/** The route for `GET /`. */
export const route = new RegExp(ROUTE)

/** The line in which session() is called. */
export const calledIn = (code: Code): number | null => code.line(new RegExp(call(code)))

/** The line of an option, whose name may be a pattern: the first behind the call, or anywhere. */
export const optionIn = (code: Code, name: string): number | null =>
  code.line(new RegExp(`(?<=${call(code)}[^]*)\\b(?:${name})\\b`)) ?? code.line(new RegExp(`\\b(?:${name})\\b`))

/** The line in which the middleware is given to the app. */
export const usedIn = (code: Code): number | null => code.line(used(code))

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
export const routeIn = (code: Code): number | null => code.line(route)

/** Whether the route calls next() behind its answer. A line that begins with } ends it. */
export const handsOn = (code: Code): boolean =>
  code.has(new RegExp(`${GET}(?:(?!\\n\\})[^])*${ANSWER}(?:(?!\\n\\})[^])*\\bnext\\(\\s*\\)`))

/** The line in which the headers are sent before the answer. */
export const sendsHeadersIn = (code: Code): number | null =>
  code.line(new RegExp(`(?<=${GET}[^]*)\\.(?:flushHeaders|writeHead)\\(|(?<=${GET}[^]*)\\bres\\w*\\.write\\(`))

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
  const above = routeIn(code)
  return line !== null && above !== null && line > above ? line : null
}

/** The line in which `req.session` gets a value, if that is above the middleware, which is above the route. */
export function filledAboveIn(code: Code): number | null {
  const line = code.line(FILLED)
  const used = usedIn(code)
  return line !== null && used !== null && line < used && usedBelowRouteIn(code) === null ? line : null
}

/**
 * The line in which the route puts something into the session, if that is below its answer and not above it too. An answer
 * that is returned, or is one of two, has nothing below it.
 */
export function changedTooLateIn(code: Code): number | null {
  const from = String.raw`\.get\(\s*['"\`]/['"\`]`
  const change = String.raw`\breq\.session\.\w+\s*(?:[-+*/?|&]{0,2}=(?!=)|\+\+)`
  if (code.has(new RegExp(`${from}(?:(?!${ANSWER})[^])*${change}`))) return null
  const between = code.word(
    new RegExp(`${from}([^]*?(?<!\\breturn\\s*)${ANSWER}(?:(?!\\breturn\\b|\\belse\\b)[^])*?)${change}`),
  )
  const start = routeIn(code)
  return between === undefined || start === null ? null : start + between.split('\n').length - 1
}
