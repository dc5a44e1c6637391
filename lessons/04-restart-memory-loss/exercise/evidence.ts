import type { Evidence } from '../../../src/exercise/index.ts'

/** What tells one mistake from another: questions about a run, and patterns for the code. */

type Run = Evidence['run']
type Code = Evidence['code']
type Seen = ReturnType<Run['exchange']>

/** Milliseconds, like the next. */
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** How long Cleo stays away: a little less than a day, so that a login of exactly a day is long enough. */
export const AWAY_HOURS = 23

const STORE_OPTION = /\bstore\s*[:,}]/
const NEW_STORE = /\bnew\s+\(?\s*\w*store\w*/i
/** A class, by its capital letter, that is called like a function where a store is due. */
export const CALLED = /\bstore\s*[:=]\s*[A-Z]\w*\(/
/** Something that is another one at each start. */
const CHANGING = '(?:random\\w*|Date\\b|process\\.pid)'
const CHANGING_SECRET = new RegExp(String.raw`\bsecret\w*\b[^\n]*\b${CHANGING}`, 'i')
const CHANGING_FOLDER = new RegExp(
  String.raw`\bmkdtemp|\b(?:\w*path|\w*folder|\w*dir\w*)\s*[:=][^\n]*\b${CHANGING}|['"\`]\.{0,2}/?sessions[^\n]*\b${CHANGING}`,
  'i',
)
const EMPTYING = /\b(?:rm|rmSync|rmdirSync|unlinkSync|emptyDirSync|removeSync)\(|\.clear\(\)/
const AT_THE_END = /\bprocess\.(?:on|once)\(\s*['"`](?:exit|beforeExit|SIG\w+)/

/** Who the app says it talks to. */
export const userIn = (seen: Seen): unknown => seen.json['user']

/** Whether the store was asked for the session of a cookie and had nothing. */
export const isGone = (seen: Seen): boolean => seen.traced('no session found')

/** Whether session-file-store kept the sessions: it adds a field to each (session-file-helpers.js `setLastAccess`). */
export const isFileStore = (run: Run): boolean => run.exchange('ada asks').session?.['__lastAccess'] !== undefined

/** Whether Ada was known as long as the first process lived. */
export const wasKnown = (run: Run): boolean => userIn(run.exchange('ada asks')) === 'ada'

/** The line with the store, or true: then none can be named. */
export const storeLine = (code: Code): number | true => code.line(NEW_STORE) ?? code.line(STORE_OPTION) ?? true

/** Whether session() may have got a store. */
export const namesStore = (code: Code): boolean => code.has(STORE_OPTION)

/** The line where a store is made. */
export const newStoreLine = (code: Code): number | null => code.line(NEW_STORE)

export const changingSecretLine = (code: Code): number | true =>
  code.line(CHANGING_SECRET) ?? code.line(/\bsecret\s*[:,]/) ?? true

export const changingFolderLine = (code: Code): number | null => code.line(CHANGING_FOLDER)

export const emptyingLine = (code: Code): number | null => code.line(EMPTYING)

export const atTheEndLine = (code: Code): number | null => code.line(AT_THE_END)

/** Whether an answer told the browser to forget its session cookie. */
export const clearsCookie = ({ set, at }: Seen): boolean => set?.expires !== undefined && set.expires.getTime() <= at

/** Whether a session was stored again in the same request in which it was destroyed. */
export function isRevived({ store }: Seen): boolean {
  const destroyed = store.findIndex(({ op }) => op === 'destroy')
  return destroyed >= 0 && store.slice(destroyed).some(({ op, id }) => op === 'set' && id === store[destroyed]?.id)
}

/** What an exchange stored in a session besides its cookie: names of fields. */
export const storedFields = ({ store }: Seen): readonly string[] =>
  store
    .filter(({ op }) => op === 'set')
    .flatMap(({ session }) => Object.keys(session ?? {}))
    .filter((name) => name !== 'cookie' && name !== '__lastAccess')

/** How long a cookie was to be kept when it was set, in words; null where it names no end. */
export function lifeOf({ set, at, session }: Seen): string | null {
  if (!set?.expires) return null
  const cookie = session?.['cookie'] as { readonly originalMaxAge?: unknown } | undefined
  const life = cookie?.originalMaxAge
  // Expires has no milliseconds.
  const seconds = (typeof life === 'number' ? life : set.expires.getTime() - at) / 1000
  return seconds < 7200 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 360) / 10} hours`
}
