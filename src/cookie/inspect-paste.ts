import { dissect, type Anatomy } from './anatomy.ts'
import { effective } from './paste/attributes.ts'
import type { Evidence } from './findings/findings.ts'
import { guessPublished, type Guesser } from './signature/known-secrets.ts'
import { classify } from './value/kinds.ts'
import { readPaste, type PastedCookie } from './paste/paste.ts'
import type { Snippet } from './paste/snippets.ts'
import { decode } from './value/read.ts'
import { numberOf, rememberRepeated, rememberRepeatedExactly } from './repeated.ts'
import { examine, type CookieReport, type Examination, type Recognizer, type Surroundings } from './report.ts'
import { shortReport } from './shorten.ts'
import { prepareSecrets } from './signature/secrets.ts'

/** What to know beside the paste. */
export interface InspectOptions {
  /** In the order that the server has them: the first signs, all verify. Left out: no secret is known. */
  readonly secrets?: readonly string[]
  /** Milliseconds since 1970; dates are judged by it. Left out: the time of this machine. */
  readonly now?: number
  /** Finds a secret where none that was given fits. Left out: the published ones are tried where none was given at all. */
  readonly guesser?: Guesser
  /** Whether secrets are found of cookies, too, that are not listed. Left out: they are. */
  readonly guessesUnlisted?: boolean
  /** Knows the values of other frameworks. Left out: none is expected. */
  readonly recognizer?: Recognizer
}

/** At most as many cookies of a paste are listed: nobody reads more, and millions would not fit into memory. */
export const MOST_COOKIES = 1000

/** A text, or the parts of it that hold cookies where somebody has found them already. */
type Paste = string | readonly Snippet[]

/** What a paste holds. */
export interface Inspection<T> {
  /** In the order in which they stand there, at most {@link MOST_COOKIES}; a cookie-session and its signature count as one. */
  readonly cookies: readonly T[]
  /** How many more there are, counted in the same way. */
  readonly more: number
}

/**
 * Is told of each cookie that is not listed: its exit code counts all the same.
 * @returns whether it wants to hear of the next one, too
 */
export type OnUnlisted = (examination: Examination) => boolean

/** Takes pastes apart. Neither of its functions throws, and both take time linear in the length of the paste. */
export interface Inspector {
  /** Takes every cookie of a paste apart: a value, a header, several of them, or what curl and browsers give. */
  inspect(paste: Paste, onUnlisted?: OnUnlisted): Inspection<Anatomy>
  /** The same with the reports only: what a script wants. */
  report(paste: string, onUnlisted?: OnUnlisted): Inspection<CookieReport>
}

/** Makes ready what many pastes have in common. */
export function createInspector({
  secrets: texts = [],
  now = Date.now(),
  guesser,
  guessesUnlisted = true,
  recognizer,
}: InspectOptions): Inspector {
  const alone: Surroundings = {
    secrets: prepareSecrets(texts),
    guesser: guesser ?? (texts.length === 0 ? guessPublished : guessNothing),
    now,
    partner: null,
    twin: null,
    besideSigned: false,
    recognizer: recognizer ?? null,
  }
  const common = [
    alone,
    ...TWINS.flatMap((twin) => [true, false].map((besideSigned) => ({ ...alone, twin, besideSigned }))),
  ]
  const known: Known = { alone, common, guessesUnlisted }
  const report = (cookie: PastedCookie, around: Surroundings) => shortReport(examine(cookie, around).report)
  return {
    inspect: (paste, onUnlisted) => eachCookie(paste, known, dissect, onUnlisted),
    report: (paste, onUnlisted) => eachCookie(paste, known, report, onUnlisted),
  }
}

/** Takes one paste apart, as an {@link Inspector} does. */
export function inspectPaste(paste: Paste, options: InspectOptions = {}, onUnlisted?: OnUnlisted): Inspection<Anatomy> {
  return createInspector(options).inspect(paste, onUnlisted)
}

interface Known {
  /** What a cookie has around it that comes without others. */
  readonly alone: Surroundings
  /** What nearly all of millions of cookies have around them: an object for each would take seconds. */
  readonly common: readonly Surroundings[]
  readonly guessesUnlisted: boolean
}

const guessNothing: Guesser = () => null

/** A longer paste is read again for each question, because all of its cookies at once could take a hundred times its memory. */
const SHORT_PASTE = 65_536

function eachCookie<T>(
  paste: Paste,
  known: Known,
  look: (cookie: PastedCookie, surroundings: Surroundings) => T,
  onUnlisted: OnUnlisted = () => false,
): Inspection<T> {
  const { alone } = known
  const list = paste.length <= SHORT_PASTE ? [...readPaste(paste)] : null
  // Most pastes are one cookie, and have nothing to look around for.
  const [only] = list ?? []
  if (only && list?.length === 1) return { cookies: [look(only, alone)], more: 0 }
  const pasted = list ?? readPaste(paste)
  const { surroundingsOf, canBeTaken } = lookAround(pasted, known)
  const cookies: T[] = []
  let more = 0
  let isWanted = true
  let last: { readonly cookie: PastedCookie; readonly surroundings: Surroundings } | null = null
  let place = -1
  for (const cookie of pasted) {
    place += 1
    const surroundings = isWanted || canBeTaken ? surroundingsOf(cookie, place) : alone
    if (surroundings === null) continue
    if (cookies.length < MOST_COOKIES) {
      cookies.push(look(cookie, surroundings))
      continue
    }
    more += 1
    // What is like the one before is judged like it.
    if (!isWanted || (last && isLike(cookie, surroundings, last))) continue
    const guesser = known.guessesUnlisted ? alone.guesser : guessNothing
    isWanted = onUnlisted(examine(cookie, { ...surroundings, guesser }))
    last = { cookie, surroundings }
  }
  return { cookies, more }
}

function isLike(
  cookie: PastedCookie,
  surroundings: Surroundings,
  last: { readonly cookie: PastedCookie; readonly surroundings: Surroundings },
): boolean {
  return (
    cookie.name === last.cookie.name &&
    cookie.raw === last.cookie.raw &&
    areSame(cookie.attributes, last.cookie.attributes) &&
    (surroundings === last.surroundings ||
      (surroundings.partner === last.surroundings.partner &&
        surroundings.twin === last.surroundings.twin &&
        surroundings.besideSigned === last.surroundings.besideSigned))
  )
}

function areSame(some: PastedCookie['attributes'], others: PastedCookie['attributes']): boolean {
  if (some === null || others === null) return some === others
  return (
    some.length === others.length &&
    some.every(({ name, value }, i) => name === others[i]?.name && value === others[i].value)
  )
}

/** Finds what cookies of a paste mean for each other. The result gives null for anything that is not a cookie of its own. */
function lookAround(
  pasted: Iterable<PastedCookie>,
  { alone, common }: Known,
): {
  /** @param place of the cookie, counted from 0: read twice, a cookie of a long paste is two objects */
  readonly surroundingsOf: (cookie: PastedCookie, place: number) => Surroundings | null
  /** Some cookies are the signatures of others. */
  readonly canBeTaken: boolean
} {
  // cookie-session signs in a second cookie; with a recognizer, whatever keygrip signs counts, too.
  const isSignedBeside = ({ raw }: PastedCookie, signature: string | undefined): boolean => {
    const { kind } = classify(decode(raw) ?? '')
    return (
      kind === 'cookie-session' ||
      (kind === 'unsigned' && alone.recognizer !== null && signature !== undefined && /^[\w-]{27}$/.test(signature))
    )
  }
  let count = 0
  let signed = 0
  // Of a long paste, texts by the hundred thousand would be held.
  const keyOf = Array.isArray(pasted) ? exactKey : shortKey
  const signatures = new Map<string | number, { readonly raw: string; readonly place: number }>()
  const twins = Array.isArray(pasted) ? rememberRepeatedExactly() : rememberRepeated()
  for (const cookie of pasted) {
    count += 1
    if (cookie.name !== null) twins.add(twinKey(cookie))
    if (isSigned(cookie)) signed += 1
    if (cookie.name?.endsWith('.sig')) signatures.set(keyOf(cookie), { raw: cookie.raw, place: count - 1 })
  }
  if (count < 2) return { surroundingsOf: () => alone, canBeTaken: false }
  const sessions = new Set<string | number>()
  if (signatures.size > 0) {
    for (const cookie of pasted) {
      const key = keyOf(cookie, '.sig')
      if (signatures.has(key) && isSignedBeside(cookie, signatures.get(key)?.raw)) sessions.add(key)
    }
  }
  const canBeTaken = sessions.size > 0
  const partnerOf = (cookie: PastedCookie) =>
    canBeTaken && isSignedBeside(cookie, signatures.get(keyOf(cookie, '.sig'))?.raw)
      ? (signatures.get(keyOf(cookie, '.sig'))?.raw ?? null)
      : null
  const isSessionSignature = (cookie: PastedCookie, place: number): boolean => {
    if (!cookie.name?.endsWith('.sig')) return false
    const key = keyOf(cookie)
    return sessions.has(key) && signatures.get(key)?.place === place
  }
  const surroundingsOf = (cookie: PastedCookie, place: number): Surroundings | null => {
    if (canBeTaken && isSessionSignature(cookie, place)) return null
    const partner = partnerOf(cookie)
    const twin = cookie.name !== null && twins.isRepeated(twinKey(cookie)) ? sourceOf(cookie) : null
    const besideSigned = signed > (isSigned(cookie) ? 1 : 0)
    if (partner !== null) return { ...alone, partner, twin, besideSigned }
    return common.find((one) => one.twin === twin && one.besideSigned === besideSigned) ?? alone
  }
  return { surroundingsOf, canBeTaken }
}

const isSigned = ({ raw }: PastedCookie): boolean => /^s(?::|%3a)/i.test(raw)

const TWINS: readonly Evidence['twin'][] = [null, 'Cookie', 'Set-Cookie']

/** Cookies of different headers have nothing to do with each other. One without a name is not one that is called `null`. */
const exactKey = ({ header, name }: PastedCookie, suffix = ''): string =>
  JSON.stringify([header, name && name + suffix])

/** The same in less memory. */
const shortKey = (cookie: PastedCookie, suffix = ''): number => numberOf(exactKey(cookie, suffix))

/** Cookies with the same key stand in each other's way. Set-Cookie lines do only with the same Domain and Path (RFC 6265bis section 5.7). */
const twinKey = ({ header, name, attributes }: PastedCookie): string => {
  const key = `${header} ${name}`
  // A semicolon can stand neither in a name nor in an attribute.
  return attributes ? `${key};${effective(attributes, 'Domain') ?? ''};${effective(attributes, 'Path') ?? ''}` : key
}

const sourceOf = ({ header, name, attributes }: PastedCookie): Evidence['twin'] => {
  if (header === null || name === null) return null
  return attributes ? 'Set-Cookie' : 'Cookie'
}
