import type { Snippet } from '../paste/snippets.ts'
import { namedBefore } from './signed-values.ts'

/**
 * Values that tell by their form that a framework made them: base64 of JSON in an object, as Laravel, Flask, Django and tokens begin,
 * what Flask packs, what iron, ASP.NET Core and AdonisJS seal, and what is
 * signed as cookie-signature signs, without s: in front.
 */
const FORMS = String.raw`eyJ[\w%+/=.:~-]{16,16384}|\.eJ[\w-]{8,16384}\.[\w-]{6}\.[\w-]{27}|Fe26\.2\*[\w*.~-]{40,16384}|CfDJ8[\w+/%-]{20,16384}|e(?::|%3A)[\w-]{16,8192}\.[\w-]{4,8192}\.[\w-]{4,8192}|[\w-]{20,256}\.[A-Za-z0-9+/]{43}(?![\w+/-]|\.\w)=?`

const WHOLE = new RegExp(`^(?:${FORMS})$`)
const ANYWHERE = new RegExp(String.raw`(?<![\w.%+/-])(?:${FORMS})`, 'g')

/** Whether a text as a whole has the form of a value that another framework makes. */
export const isMadeElsewhere = (text: string): boolean => WHOLE.test(text)

/** Finds such values wherever they stand, each with the name that stands in front of it. */
export function* findMadeValues(text: string): Generator<Snippet, void, undefined> {
  for (const { 0: value, index } of text.matchAll(ANYWHERE)) {
    const name = namedBefore(text, index)
    // A sentence or a list may end behind it.
    const made = value.replace(/[.:]+$/, '')
    yield name === undefined ? { source: 'unknown', text: made } : { source: 'pair', text: `${name}=${made}` }
  }
}
