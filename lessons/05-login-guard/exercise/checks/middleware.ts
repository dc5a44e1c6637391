import { mistake, type Evidence, type Run, type Seen, type Send } from '../../../../src/exercise/index.ts'
import { lineOfRoute } from './lines.ts'

/** What goes wrong before a request gets to its route, whoever sent it. */

type Code = Evidence['code']

const nameOf = ({ request }: Seen): string => `${request.method} ${request.path}`

/** @param of the exchanges on which a check rests */
export const limited = (...of: readonly Send[]) => {
  const stopped = (run: Run) => of.map((part) => run.at(part)).find(({ status }) => status === 429)
  return mistake(
    ({ run, code }) =>
      stopped(run) !== undefined && (code.has(/\brate\w*\([^]*\brate\w*\(/i) || (code.line(/\brate\w*\(/i) ?? true)),
    ({ run }) => {
      const seen = stopped(run)
      return (
        `${seen ? nameOf(seen) : ''} answered 429, too many requests: your rate limiter stopped the checks. ` +
        `They sent ${run.exchanges.length} requests, one right after the other.`
      )
    },
  )
}

/** @param of an exchange on which a check rests */
export const below = (of: Send) => {
  const route = (run: Run, code: Code) => {
    const { method, path } = run.at(of).request
    return lineOfRoute(code, method.toLowerCase(), path)
  }
  return mistake(
    ({ run, code }) => {
      const [used, needed] = [lineOfSession(code), route(run, code)]
      return isUnseen(run.at(of)) && used !== null && needed !== null && used > needed && used
    },
    ({ run, code }) =>
      `session() stands here, below the route for ${nameOf(run.at(of))} in line ${route(run, code)}. Express goes ` +
      'from top to bottom, so there was no req.session in that route.',
  )
}

/** Whether a request failed for want of a session, and session() never saw it. */
const isUnseen = ({ status, reachedSession, errors }: Seen): boolean =>
  status >= 500 && !reachedSession && /\bundefined\b/.test(errors[0] ?? '')

/** The line in which the app gets the middleware that session() makes. */
function lineOfSession(code: Code): number | null {
  const call = `\\b${code.word(/\bimport\s+(?:\*\s+as\s+)?(\w+)[^'"`;]*from\s*['"`]express-session['"`]/) ?? 'session'}\\(`
  const variable = code.word(new RegExp(`\\b(?:const|let|var)\\s+(\\w+)(?:\\s*:[^=\\n]+)?\\s*=\\s*${call}`))
  return code.line(new RegExp(`\\.use\\(\\s*${variable === undefined ? call : `${variable}\\b`}`))
}

/** Why a login that wants JSON gets none. */
export const unread = (of: Send) => [
  mistake(
    ({ run, code }) => {
      const [reader, route] = [code.line(JSON_READER), lineOfRoute(code, 'post', '/login')]
      return lacksBody(run.at(of), code) && reader !== null && route !== null && reader > route && reader
    },
    ({ code }) =>
      `JSON is read only here, below POST /login in line ${lineOfRoute(code, 'post', '/login')}. Express goes from top to ` +
      'bottom, so there was no req.body in that route.',
  ),
  mistake(
    ({ run, code }) => isUnread(run.at(of), code) && code.line(/\burlencoded\(/),
    'This reads what a form in a page sends. The checks send JSON, and nothing in this file reads that, so POST /login saw no ' +
      'name and no password. For JSON there is express.json().',
  ),
  mistake(
    ({ run, code }) => isUnread(run.at(of), code) && (lineOfRoute(code, 'post', '/login') ?? true),
    'Nothing in this file reads JSON, so POST /login saw no name and no password. Express has a middleware for that, ' +
      'express.json().',
  ),
]

const JSON_READER = /\b(?:express|\w*[pP]arser)\.json\(|(?<![.\w])json\(|\bJSON\.parse\(/

/** Whether a request failed because it had no req.body. */
function lacksBody({ errors }: Seen, code: Code): boolean {
  const [, name] = /\bundefined \(reading '(\w+)'\)/.exec(errors[0] ?? '') ?? []
  return (
    /'req\w*\.body' as it is undefined/.test(errors[0] ?? '') ||
    (name !== undefined && code.has(new RegExp(`\\breq\\w*\\.body\\.${name}\\b`)))
  )
}

/** What may read a body, too. */
const OTHER = /\b(?:from|import|require)\s*\(?\s*['"`](?!express['"`]|express-session['"`]|node:)/

const isUnread = (seen: Seen, code: Code): boolean =>
  !code.has(/\bjson\b\s*(?:\(|\)|,[^\n]*\bfrom\b)(?<!\bres\b[^\n]*)|\bJSON\.parse\b/) &&
  (lacksBody(seen, code) || (seen.status >= 400 && seen.status < 500 && code.has(/\breq\.body\b/) && !code.has(OTHER)))
