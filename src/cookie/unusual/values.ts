import { isToken } from '../paste/headers.ts'
import type { Snippet } from '../paste/snippets.ts'
import { readJson } from '../value/json.ts'
import { isMadeElsewhere } from './made-values.ts'

/**
 * The cookies in JSON, wherever it begins and ends: a text in front of it, as a log has, is passed over.
 * @returns empty where the text holds no JSON, or that holds no cookie
 */
export function findInJsonText(text: string): readonly Snippet[] {
  const start = text.search(/[[{]/)
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  const reading = readJson(text.slice(start, end + 1))
  return 'value' in reading ? [...cookiesIn(reading.value)] : []
}

const HEADERS: ReadonlyMap<string, Snippet['source']> = new Map([
  ['cookie', 'Cookie'],
  ['set-cookie', 'Set-Cookie'],
  ['setcookie', 'Set-Cookie'],
])

/** Names of what holds cookies by their names: `cookies`, `Request Cookies`, `burp0_cookies`, `signedCookies`. */
const HOLDERS = /^(?:cookie|(?:.*[^a-z])?(?:signed)?cookies)$/i

/** How the properties are called that hold a name, and a value, in what browsers and their tools write. */
const NAMES = ['name', 'key', 'Name', 'Name raw', 'cookieName']
const VALUES = ['value', 'Value', 'Content raw', 'cookieValue']

/** What an object has that is a cookie, beside its name and its value. */
const DETAILS =
  /^(?:domain|path|httponly|secure|samesite|expires|expiry|expirationdate|hostonly|session|max-?age|storeid|creation)$/i

/** A name and a value, as in a list of pairs. */
const isPair = (item: unknown): item is [string, string] =>
  Array.isArray(item) && item.length === 2 && item.every((part) => typeof part === 'string') && isToken(String(item[0]))

/** A cookie as a header has it. */
const PAIR = /^[\w.:$!-]+=[^\s=]/

const SIGNED = /^s(?::|%3A)./i
const SIGNED_PAIR = /(?:^|[\s;,"'])[\w.:$-]+=s(?::|%3A)./

/**
 * The cookies in a value of JSON or JavaScript, at any depth: headers by their name, objects with a name and a value, and
 * objects whose properties are cookies.
 * @param holder the name of the property that holds it; empty where it has none
 * @param isIn whether it is an item of a list that is called so
 */
export function* cookiesIn(value: unknown, holder = '', isIn = false): Generator<Snippet, void, undefined> {
  const header = HEADERS.get(holder.toLowerCase())
  if (typeof value === 'string') {
    if (header !== undefined && value.includes('=')) yield { source: header, text: value }
    else if (isIn && PAIR.test(value)) yield { source: 'unknown', text: value }
    else if (SIGNED_PAIR.test(value)) yield { source: 'unknown', text: value }
    else if (isToken(holder) && isMade(value)) yield { source: 'pair', text: `${holder}=${value}` }
    return
  }
  if (Array.isArray(value)) {
    const isCookies = HOLDERS.test(holder)
    const arePairs = isCookies || value.some((item) => isPair(item) && SIGNED.test(item[1]))
    for (const item of value) {
      if (arePairs && isPair(item)) yield { source: 'pair', text: item.join('=') }
      else yield* cookiesIn(item, holder, isCookies)
    }
    return
  }
  const entries = Object.entries(value ?? {})
  const texts = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const name = firstOf(texts, NAMES)
  const text = firstOf(texts, VALUES)
  if (name !== undefined && text !== undefined) {
    const named = HEADERS.get(name.toLowerCase())
    const isCookie = isMade(text) || HOLDERS.test(holder) || entries.some(([key]) => DETAILS.test(key))
    if (named !== undefined) yield* cookiesIn(text, name)
    else if (isCookie && name !== '') yield { source: 'pair', text: `${name}=${text}` }
    return
  }
  if (HOLDERS.test(holder) || areCookies(texts, entries.length)) {
    for (const [key, one] of entries) yield* cookieNamed(key, one)
    return
  }
  for (const [key, one] of entries) yield* cookiesIn(one, key)
}

/** JSON as cookie-parser reads it. */
const JSON_VALUE = /^j(?::|%3A)\s?(?:[[{"]|%[57]B|%22)/i

/** A signed value, one of cookie-parser, or one that another framework makes. */
const isMade = (text: string): boolean => SIGNED.test(text) || JSON_VALUE.test(text) || isMadeElsewhere(text)

/** Whether an object holds cookies by their names: one is signed, or all are texts and one is made by another framework. */
const areCookies = (texts: ReadonlyMap<string, string>, size: number): boolean =>
  [...texts].some(
    ([key, one]) =>
      isToken(key) && !KEEPS.test(key) && (SIGNED.test(one) || (texts.size === size && isMadeElsewhere(one))),
  )

/** What is called so is no cookie by that name. */
const KEEPS = /^(?:value|cookie|set-cookie|raw)$/i

/** A property of an object that holds cookies by their names. */
function* cookieNamed(name: string, value: unknown): Generator<Snippet, void, undefined> {
  const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : value
  if (typeof text === 'string' && isToken(name.replaceAll(':', ''))) yield { source: 'pair', text: `${name}=${text}` }
  else yield* cookiesIn(value, name)
}

const firstOf = (texts: ReadonlyMap<string, string>, names: readonly string[]): string | undefined =>
  names.map((name) => texts.get(name)).find((text) => text !== undefined)
