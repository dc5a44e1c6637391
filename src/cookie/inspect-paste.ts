import { dissect, type Anatomy } from './anatomy.ts'
import { effective } from './paste/attributes.ts'
import type { Evidence } from './findings/findings.ts'
import { guessPublished, type Guesser } from './signature/known-secrets.ts'
import { classify } from './value/kinds.ts'
import { readPaste, type PastedCookie } from './paste/paste.ts'
import { decode } from './value/read.ts'
import { examine, type CookieReport, type Surroundings } from './report.ts'
import { prepareSecrets } from './signature/secrets.ts'

/** What to know beside the paste. */
export interface InspectOptions {
  /** In the order that the server has them: the first signs, all verify. Left out: no secret is known. */
  readonly secrets?: readonly string[]
  /** Milliseconds since 1970; dates are judged by it. Left out: the time of this machine. */
  readonly now?: number
  /** Finds a secret where none that was given fits. Left out: the published ones are tried where none was given at all. */
  readonly guesser?: Guesser
}

/** Takes pastes apart. Neither of its functions throws, and both take time linear in the length of the paste. */
export interface Inspector {
  /**
   * Takes every cookie of a paste apart: a value, a header, several of them, or what curl and browsers give.
   * @returns the cookies in the order in which they stand there; a cookie-session and its signature count as one
   */
  inspect(paste: string): readonly Anatomy[]
  /** The same with the reports only: what a script wants. */
  report(paste: string): readonly CookieReport[]
}

/** Makes ready what many pastes have in common. */
export function createInspector({ secrets: texts = [], now = Date.now(), guesser }: InspectOptions): Inspector {
  const secrets = prepareSecrets(texts)
  const known = { secrets, now, guesser: guesser ?? (texts.length === 0 ? guessPublished : () => null) }
  return {
    inspect: (paste) => eachCookie(paste, known, dissect),
    report: (paste) => eachCookie(paste, known, examine).map(({ report }) => report),
  }
}

/** Takes one paste apart, as an {@link Inspector} does. */
export function inspectPaste(paste: string, options: InspectOptions = {}): { readonly cookies: readonly Anatomy[] } {
  return { cookies: createInspector(options).inspect(paste) }
}

function eachCookie<T>(
  paste: string,
  { secrets, now, guesser }: Pick<Surroundings, 'secrets' | 'now' | 'guesser'>,
  look: (cookie: PastedCookie, surroundings: Surroundings) => T,
): readonly T[] {
  const pasted = readPaste(paste)
  const [only] = pasted
  if (only && pasted.length === 1)
    return [look(only, { secrets, guesser, now, partner: null, twin: null, besideSigned: false })]
  const partners = findPartners(pasted)
  const taken = new Set(partners.values())
  const counts = countTwins(pasted)
  const signed = pasted.filter(isSigned).length
  return pasted
    .filter((cookie) => !taken.has(cookie))
    .map((cookie) =>
      look(cookie, {
        secrets,
        guesser,
        now,
        partner: partners.get(cookie)?.raw ?? null,
        twin: (counts.get(twinKey(cookie)) ?? 0) > 1 ? sourceOf(cookie) : null,
        besideSigned: signed > (isSigned(cookie) ? 1 : 0),
      }),
    )
}

const isSigned = ({ raw }: PastedCookie): boolean => /^s(?::|%3a)/i.test(raw)

/** cookie-session sets two cookies: the session, and its signature under the same name with `.sig` (cookies, `Cookies.set()`). */
function findPartners(pasted: readonly PastedCookie[]): ReadonlyMap<PastedCookie, PastedCookie> {
  const signatures = new Map(
    pasted.flatMap((cookie) => (cookie.name?.endsWith('.sig') ? [[keyOf(cookie), cookie]] : [])),
  )
  const partners = new Map<PastedCookie, PastedCookie>()
  if (signatures.size === 0) return partners
  for (const cookie of pasted) {
    const partner = signatures.get(keyOf(cookie, '.sig'))
    if (partner && classify(decode(cookie.raw) ?? '').kind === 'cookie-session') partners.set(cookie, partner)
  }
  return partners
}

/** Cookies of different headers have nothing to do with each other. One without a name is not one that is called `null`. */
const keyOf = ({ header, name }: PastedCookie, suffix = ''): string => JSON.stringify([header, name && name + suffix])

function countTwins(pasted: readonly PastedCookie[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of pasted.map(twinKey)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Cookies with the same key stand in each other's way. Set-Cookie lines do only with the same Domain and Path (RFC 6265bis section 5.7). */
const twinKey = (cookie: PastedCookie): string => {
  const { attributes } = cookie
  const place = attributes && ['Domain', 'Path'].map((name) => effective(attributes, name) ?? '')
  return `${keyOf(cookie)}${JSON.stringify(place)}`
}

const sourceOf = ({ header, name, attributes }: PastedCookie): Evidence['twin'] => {
  if (header === null || name === null) return null
  return attributes ? 'Set-Cookie' : 'Cookie'
}
