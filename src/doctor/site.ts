import type { Move, Visit } from '../diagnosis/moves.ts'
import type { Observation } from '../observe/observation.ts'
import type { Account } from './credentials.ts'
import { mayEmptyByGet, mayHarm, writesByGet } from './harm.ts'
import { fits, type Routes } from './routes.ts'

/** What is known of an app before scenarios are tried with it. */
export interface Site {
  readonly routes: Routes
  /** Files beside pages, as style sheets. */
  readonly resources: readonly string[]
  /** The names of what its forms and its handlers take. */
  readonly fields: readonly string[]
  /** What forms of its pages send, as in `POST /login`, where the browser itself sends them. */
  readonly forms: readonly string[]
  /** Paths to which scripts of its pages send JSON. */
  readonly scripted: readonly string[]
  /** What a script of a page asks for at once, by GET: paths. */
  readonly atOnce: readonly { readonly page: string; readonly paths: readonly string[] }[]
  /** How somebody gets in. */
  readonly access: Access
  /** Another site whose pages may ask it, as its CORS headers say; null if they say none. */
  readonly front: string | null
  /** How long somebody who keeps coming waits, in milliseconds. */
  readonly pauseMs: number
  /** How many servers the app has: one of them is used. */
  readonly servers: number
  readonly hasSockets: boolean
  /** The session's cookie; null where there is no session(). */
  readonly sessionCookie: { readonly name: string; readonly path: string } | null
  /** Requests that the person asked for. */
  readonly visits: readonly Visit[]
  /** It keeps data outside of itself, as in a database. */
  readonly keepsData: boolean
  /** GETs only. */
  readonly onlyReads: boolean
}

/**
 * `anybody`: each browser by a name of its own. `registers`: the same, when it has registered. `account`: this one alone. `typed`: what the
 * person said. `nobody`: no account is known that gets in, so what is typed is made up.
 */
export type Access =
  | { readonly kind: 'anybody'; readonly password: string; readonly fields?: Account['fields'] }
  | { readonly kind: 'registers'; readonly send: string }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'typed'; readonly send: string; readonly body: Readonly<Record<string, string>> }
  | { readonly kind: 'nobody' }

/** How somebody gets in, in words; null where there is nothing to say. */
export function accessInWords(access: Access): string | null {
  switch (access.kind) {
    case 'account':
      return `as ${access.account.user} (${access.account.from})`
    case 'registers':
      return `each browser registers first (${access.send})`
    case 'typed':
      return access.send
    case 'nobody':
      return 'no account was found that gets in'
    case 'anybody':
      return null
  }
}

/** What browsers do with a site, as moves. An account logs in three times at most. */
export interface Doing {
  readonly site: Site
  look(how?: Partial<Visit>): readonly Visit[]
  /** Logs in, and sends what else changes something. @param isLast takes the login that is kept for the end, where there are few */
  enter(how?: Partial<Visit>, isLast?: boolean): readonly Visit[]
  /** Only what changes something. */
  write(how?: Partial<Visit>): readonly Visit[]
  leave(): readonly Visit[]
  /** How many logins were left out, because the account had logged in often enough. */
  leftOut(): number
}

/** As many logins as locks, and those who watch, take for a person's. */
const MOST_LOGINS = 3
/** One of them is kept for what nothing else shows: how it goes in production. */
const KEPT_LOGINS = 1

/** @param used how often the account logged in before */
export function doingsOf(site: Site, used = 0): Doing {
  const { routes, access, fields, onlyReads } = site
  let [logins, leftOut] = [used, 0]
  const pages = routes.pages.filter((page) => !isLeftOut(site, page))
  let written = 0
  const bodyOf = (as: string, word: string | undefined = WORDS[0]) => {
    const user = access.kind === 'account' ? access.account.user : as
    const password =
      access.kind === 'account' ? access.account.password : access.kind === 'anybody' ? access.password : 'secret'
    return { ...filledIn(fields, user, password, word), ...typedBy(access) }
  }
  const write = (how: Partial<Visit> = {}): readonly Visit[] => {
    if (onlyReads) return []
    const body = bodyOf(how.as ?? 'ada', WORDS[written % WORDS.length])
    written += 1
    return routes.writes
      .filter((send) => !mayHarm(send) && !(access.kind === 'registers' && access.send === send))
      .map((send) => ({ send, body, form: isForm(site, send), follow: true, ...how }))
  }
  const logIn = (how: Partial<Visit>, isLast: boolean): readonly Visit[] => {
    const isLimited = access.kind === 'account' || access.kind === 'typed'
    const most = isLast ? MOST_LOGINS : MOST_LOGINS - KEPT_LOGINS
    if (onlyReads || (isLimited && logins >= most)) {
      leftOut += 1
      return []
    }
    const body = bodyOf(how.as ?? 'ada')
    const before = access.kind === 'registers' ? [access.send] : []
    const all = access.kind === 'typed' ? [access.send] : routes.logins.filter((send) => !mayHarm(send))
    const few = isLimited ? all.slice(0, most - logins) : all
    logins += few.length
    return [...before, ...few].map((send) => ({ send, body, form: isForm(site, send), follow: true, ...how }))
  }
  return {
    site,
    look: (how = {}) => pages.map((page) => ({ send: `GET ${page}`, ...how })),
    enter: (how = {}, isLast = false) => [...logIn(how, isLast), ...write(how)],
    write,
    leave: () =>
      onlyReads ? [] : routes.logouts.filter((send) => !mayHarm(send)).map((send) => ({ send, follow: true })),
    leftOut: () => leftOut,
  }
}

/** What everybody must type to get in. */
function typedBy(access: Access): Readonly<Record<string, string>> {
  if (access.kind === 'typed') return access.body
  if (access.kind === 'account') return access.account.fields ?? {}
  return access.kind === 'anybody' ? (access.fields ?? {}) : {}
}

/** Whether a page is not asked for, because that might change what the app keeps. */
export const isLeftOut = ({ onlyReads, keepsData }: Pick<Site, 'onlyReads' | 'keepsData'>, page: string): boolean =>
  (onlyReads && writesByGet(page)) || (keepsData && mayEmptyByGet(page))

/**
 * Whether a request is sent as a form: one of a page is, whatever the app can read, as what a script of a page sends as JSON is none; else
 * JSON goes where nothing but JSON is read.
 */
export function isForm(
  { routes, forms, scripted }: Pick<Site, 'routes' | 'forms' | 'scripted'>,
  send: string,
): boolean {
  if (forms.some((form) => fits(send, form))) return true
  return !routes.takesJson && !scripted.some((path) => fits(send, `POST ${path}`))
}

/** What is typed where anything may be: another word each time, or nobody would notice which of two is kept. */
const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const

/** What somebody might type into any form. @param word for what may be anything */
export function filledIn(
  fields: readonly string[],
  user: string,
  password: string,
  word: string = WORDS[0],
): Readonly<Record<string, string>> {
  const email = user.includes('@') ? user : `${user}@mail.example`
  const usual = { username: user, user, name: user, email, password }
  const others = fields
    .filter((name) => !(name in usual))
    .map((name) => [name, valueFor(name, user, email, password, word)])
  return { ...usual, ...(Object.fromEntries(others) as Record<string, string>) }
}

function valueFor(name: string, user: string, email: string, password: string, word: string): string {
  if (/pass|pwd|^pw$|^pin$/i.test(name)) return password
  if (/mail/i.test(name)) return email
  if (/user|name|login|nick|account|identif|handle/i.test(name)) return user
  return /qty|quantity|count|amount|number|price|age|^n$/i.test(name) ? '1' : word
}

/** Only what a scenario may do where nothing may be changed. */
export const onlyReading = (moves: readonly Move[]): readonly Move[] =>
  moves.flatMap((move): readonly Move[] => {
    if ('together' in move) return [{ ...move, together: move.together.filter(({ send }) => send.startsWith('GET ')) }]
    if ('send' in move) return move.send.startsWith('GET ') ? [move] : []
    if ('restart' in move) return move.variables === undefined ? [move] : []
    return 'restsMs' in move || 'holds' in move ? [move] : []
  })

/** How long somebody who keeps coming waits where session() says nothing of an end, in milliseconds. */
const SHORT_MS = 5000

/** Most of the time that a session lives without a visit: who comes twice after so long has been here all the time. In milliseconds. */
export function pauseOf(sessions: Observation['sessions']): number {
  const ages = sessions.map(({ options }) => options['cookie.maxAge']?.value)
  const shortest = Math.min(...ages.filter((age) => typeof age === 'number' && age > 0).map(Number))
  return Number.isFinite(shortest) ? Math.round(shortest * 0.7) : SHORT_MS
}

/** The cookie of the session() that was called last. */
export function cookieOf(sessions: Observation['sessions']): Site['sessionCookie'] {
  const call = sessions.findLast(({ threw }) => threw === null)
  return call ? { name: call.name, path: String(call.options['cookie.path']?.value ?? '/') } : null
}
