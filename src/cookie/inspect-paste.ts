import { dissect, type Anatomy } from './anatomy.ts'
import { lookAround, type Neighbourhood } from './neighbours.ts'
import { readPaste, type PastedCookie } from './paste/paste.ts'
import type { Snippet } from './paste/snippets.ts'
import { examine, type CookieReport, type Examination, type Recognizer, type Surroundings } from './report.ts'
import { shortReport } from './shorten.ts'
import { guessPublished, type Guesser } from './signature/known-secrets.ts'
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
 * Is told of each cookie that is not listed, but for one that is like the one before it: its exit code counts all the same.
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
  const alone: Alone = {
    secrets: prepareSecrets(texts),
    guesser: guesser ?? (texts.length === 0 ? guessPublished : guessNothing),
    now,
    recognizer: recognizer ?? null,
  }
  const known: Known = { listed: alone, unlisted: guessesUnlisted ? alone : { ...alone, guesser: guessNothing } }
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

/** What a cookie of a paste has around it beside the others. */
type Alone = Omit<Surroundings, keyof Neighbourhood>

interface Known {
  readonly listed: Alone
  readonly unlisted: Alone
}

const guessNothing: Guesser = () => null

/** A longer paste, in characters, is read again for each question: all of its cookies at once could take a hundred times its memory. */
const SHORT_PASTE = 65_536

function eachCookie<T>(
  paste: Paste,
  { listed, unlisted }: Known,
  look: (cookie: PastedCookie, surroundings: Surroundings) => T,
  onUnlisted: OnUnlisted | undefined,
): Inspection<T> {
  const pasted = paste.length <= SHORT_PASTE ? [...readPaste(paste)] : readPaste(paste)
  const { around, isSignature } = lookAround(pasted, listed.recognizer !== null)
  const cookies: T[] = []
  let more = 0
  let place = -1
  let last: { readonly cookie: PastedCookie; readonly surroundings: Neighbourhood } | null = null
  let listener = onUnlisted
  for (const cookie of pasted) {
    place += 1
    if (isSignature(place)) continue
    if (cookies.length < MOST_COOKIES) {
      cookies.push(look(cookie, { ...listed, ...around(cookie) }))
      continue
    }
    more += 1
    if (listener === undefined) continue
    // What is like the one before is judged like it. In one header, what is beside it is the same, too.
    if (
      last &&
      isLike(cookie, last.cookie) &&
      (cookie.header === last.cookie.header || isSameBeside(around(cookie), last.surroundings))
    )
      continue
    const surroundings = around(cookie)
    last = { cookie, surroundings }
    if (!listener(examine(cookie, { ...unlisted, ...surroundings }))) listener = undefined
  }
  return { cookies, more }
}

/** Whether the same was pasted. Compared part by part: there may be millions. */
const isLike = (one: PastedCookie, other: PastedCookie): boolean =>
  one.name === other.name &&
  one.raw === other.raw &&
  JSON.stringify(one.attributes) === JSON.stringify(other.attributes)

/** Asked of two that are alike: what is signed elsewhere in the paste is the same for both. */
const isSameBeside = (one: Neighbourhood, other: Neighbourhood): boolean =>
  one.partner === other.partner && one.twin === other.twin
