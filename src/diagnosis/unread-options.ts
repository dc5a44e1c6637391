import type { SessionCall, ValueFacts } from '../observe/observation.ts'
import { COOKIE_OPTIONS, meantOption, OPTION_NAMES, SESSION_OPTIONS } from '../session-options.ts'

/** An option that session() was given and does not read there (index.js `session`, session/cookie.js). */
export interface UnreadOption {
  /** As it was given; one of `cookie` as in `cookie.proxy`. */
  readonly name: string
  readonly value: ValueFacts
  /** The option that was probably meant, as in `cookie.maxAge`; null where none is close. */
  readonly meant: string | null
  /** Whether it is that option, only in the wrong place. */
  readonly isMisplaced: boolean
}

/** The options of a call that nothing reads, unless they say what holds anyway. */
export function unreadOptions({ options }: SessionCall): readonly UnreadOption[] {
  return Object.entries(options).flatMap(([name, value]): UnreadOption[] => {
    if (READ.has(name) || value.kind === 'undefined') return []
    const meant = meantOption(name) ?? null
    const isMisplaced = meant !== null && !isSamePlace(name, meant) && plain(leafOf(name)) === plain(leafOf(meant))
    const inForce = meant === null ? undefined : options[meant] ? options[meant].value : DEFAULTS[meant]
    const isHarmless = isMisplaced && value.value !== undefined && value.value === inForce
    return isHarmless ? [] : [{ name, value, meant, isMisplaced }]
  })
}

/** What express-session reads, and what one of its own cookies has beside that (session/cookie.js). */
const READ: ReadonlySet<string> = new Set([...OPTION_NAMES, 'cookie.originalMaxAge', 'cookie._expires', 'cookie.data'])

const isSamePlace = (name: string, other: string): boolean => name.startsWith('cookie.') === other.startsWith('cookie.')

const leafOf = (name: string): string => name.replace(/^cookie\./, '')

const plain = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase()

/** What holds where an option is not given (README of express-session). */
const DEFAULTS: Readonly<Record<string, ValueFacts['value']>> = {
  name: 'connect.sid',
  resave: true,
  saveUninitialized: true,
  rolling: false,
  unset: 'keep',
  'cookie.path': '/',
  'cookie.httpOnly': true,
  'cookie.secure': false,
  'cookie.sameSite': false,
  'cookie.partitioned': false,
  'cookie.maxAge': null,
}

/** What goes wrong because an option does not hold, by its name in the right place. */
const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  secret: ['secret-missing'],
  name: ['default-name'],
  store: ['memory-store-restart', 'memory-store-processes', 'memory-store-production'],
  proxy: ['proxy-not-trusted', 'secure-over-http'],
  rolling: ['not-rolling'],
  resave: ['resave-overwrites'],
  saveUninitialized: ['empty-sessions'],
  'cookie.maxAge': ['kept-forever'],
  'cookie.expires': ['kept-forever'],
  'cookie.secure': ['no-secure', 'same-site-none-insecure'],
  'cookie.sameSite': ['cookie-not-cross-site'],
  'cookie.httpOnly': ['no-http-only'],
  'cookie.path': [],
}

/** The codes of what goes wrong only because these options do not hold. */
export const consequencesOf = (options: readonly UnreadOption[]): readonly string[] =>
  options.flatMap(({ meant }) => CONSEQUENCES[meant ?? ''] ?? [])

/** An option as it is written, as in `maxAge: 3600000`; what is too long or secret only by its name. */
export function written({ value: { kind, value } }: UnreadOption, name: string): string {
  const leaf = leafOf(name)
  if (value === undefined || (kind !== 'string' && kind !== 'number' && kind !== 'boolean' && kind !== 'null'))
    return leaf
  return `${leaf}: ${kind === 'string' ? `'${value}'` : value}`
}

/** Options as they are written in the right place: those of `cookie` inside it. */
export function rightPlace(options: readonly UnreadOption[]): string {
  const all = options.flatMap((option) => (option.meant === null ? [] : [{ name: option.meant, option }]))
  const top = all.filter(({ name }) => SESSION_OPTIONS.includes(name))
  const inside = all.filter(
    ({ name }) => COOKIE_OPTIONS.includes(leafOf(name)) && !top.some((one) => one.name === name),
  )
  const text = (part: typeof all) => part.map(({ name, option }) => written(option, name))
  const cookie = inside.length > 0 ? [`cookie: { ${text(inside).join(', ')} }`] : []
  return `session({ ${[...text(top), ...cookie].join(', ')}, ... })`
}
