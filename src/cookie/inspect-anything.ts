import type { Anatomy } from './anatomy.ts'
import { isMadeWithNothing } from './signature/nothing.ts'
import type { Anything } from './anything.ts'
import { inspectPaste, type InspectOptions, type OnUnlisted } from './inspect-paste.ts'
import { isAttributeName } from './paste/attributes.ts'
import { isToken } from './paste/headers.ts'

/** A longer paste is read in the ordinary way only, in UTF-16 units: the others go through it many times. */
const LONGEST = 262_144

/**
 * Takes a paste apart as {@link inspectPaste} does. Where that leaves a doubt, it looks again: for cookies in code, tables and
 * prose, for values of other frameworks, for anything that is not a cookie. Its code is loaded only then. Never throws.
 */
export async function inspectAnything(
  paste: string,
  options: InspectOptions = {},
  onUnlisted?: OnUnlisted,
): Promise<Anything> {
  const plain = inspectPaste(paste, options, onUnlisted)
  const isClear = plain.cookies.length > 0 && !plain.cookies.some(isDoubtful) && !SAYS_MORE.test(paste)
  if (isClear || plain.more > 0 || paste.length > LONGEST) return { ...plain, notACookie: null }
  const { lookAgain } = await import('./unusual/look-again.ts')
  return lookAgain(paste, plain, options)
}

/** Of an HTTP message more counts than its cookies: who was asked, and what was allowed. Or express-session itself speaks. */
const SAYS_MORE = /^\W{0,4}(?:host|access-control-allow-origin):|express-session |;[ \t]*\r?\n/im

/** What a name begins or ends with that was copied along: a token of RFC 9110 section 5.6.2 may hold quotes, but hardly there. */
const COPIED_ALONG = /^['`*]|['`]$/

/** Whether a cookie may be something else than it seems. */
function isDoubtful({ report, raw, signed }: Anatomy, _: number, all: readonly Anatomy[]): boolean {
  const { name, kind, attributes, verified } = report
  if (name !== null && (COPIED_ALONG.test(name) || !isToken(name) || isAttributeName(name))) return true
  if (attributes && Object.keys(attributes).some((key) => key === 'Domain' || !isAttributeName(key))) return true
  if (kind === 'unsigned') return name === null || !SHORT_VALUE.test(raw) || !all.some((one) => one.signed !== null)
  if (kind !== 'express-session') return true
  if (verified === false || !VALUE.test(raw) || ADONIS.test(raw)) return true
  return signed !== null && isMadeWithNothing(signed)
}

/** What stands beside a session in most headers: a theme, a language. */
const SHORT_VALUE = /^[\w.-]{1,16}$/

/** A signed value as it is copied from a header or a screen, and nothing else. */
const VALUE = /^[\w.:%~!*'()+/-]+$/

/** AdonisJS puts s: in front too. */
const ADONIS = /^s(?::|%3a)eyJ/i
