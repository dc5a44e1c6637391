import type { Snippet } from '../paste/snippets.ts'

/** A value as express-session and cookie-parser sign it, encoded or not: its signature has 43 characters of base64. */
const SIGNED =
  /(?<![A-Za-z0-9])s(?::|%3A|%253A)[\w%~!*()+/.@-]{1,2048}?\.(?:[A-Za-z0-9+/]|%(?:25)?2[BbFf]){43}(?![A-Za-z0-9+/]|=|%3D)/g

/** A name and what parts it from its value: `name=`, `"name": "`, `name | `, `name is `, `["name"]=> string(83) "`. */
const NAMED =
  /([A-Za-z_$](?:[\w.:$-]*[\w$-])?)["'*\]]{0,3}[ \t]*(=>|[=:|,]|\s(?:is|was)\s|\s)(?:[\s"'*|+]|string\(\d+\))*$/

/** What Set-Cookie says of a cookie, behind its value. */
const ATTRIBUTES =
  /^(?:; ?(?:Path|Domain|Expires|Max-Age|SameSite)=[^;"'\])}\r\n]*|; ?(?:HttpOnly|Secure|Partitioned)\b)+/i

/** How far in front of a value its name is looked for, in UTF-16 units. What is said of it behind takes more. */
const ROOM = 128

/** Finds signed values wherever they stand, each with the name that stands in front of it. */
export function* findSignedValues(text: string): Generator<Snippet, void, undefined> {
  const names = new Set(text.match(USUAL_NAME))
  const onlyName = names.size === 1 ? [...names][0] : undefined
  for (const { 0: value, index } of text.matchAll(SIGNED)) {
    const called = namedBefore(text, index) ?? onlyName
    const end = index + value.length
    const attributes = ATTRIBUTES.exec(text.slice(end, end + 4 * ROOM))?.[0]
    if (called === undefined) yield { source: 'unknown', text: value }
    else if (attributes === undefined) yield { source: 'pair', text: `${called}=${value}` }
    else yield { source: 'Set-Cookie', text: `${called}=${value}${attributes}` }
  }
}

/** The name that stands in front of a value, with what parts them between. @param index where the value begins */
export function namedBefore(text: string, index: number): string | undefined {
  const [name, mark = ''] = NAMED.exec(text.slice(Math.max(0, index - ROOM), index))?.slice(1) ?? []
  return name !== undefined && (mark === '=' || !(/\s/.test(mark) ? WORDS : LABELS).test(name)) ? name : undefined
}

/** A word that is usual as the name of a session cookie: where a text has one, and one only, its value is meant. */
const USUAL_NAME = /(?<![\w.-])[\w-]{1,32}\.s(?:id|ess)\b(?![\w(])/g

/** What stands before a colon or a comma and says that a value follows. */
const LABELS = /^(?:value|(?:set-)?cookies?|header|token|raw|result|output|got|is)$/i

/** Before a blank only what can hardly be a word of a sentence is a name: it has a dot, or is usual. */
const WORDS = /^(?!(?:[\w-]+[.:])+[\w-]+$|(?:\w*[._-]?sid)$)/i

/** Whether a signed value stands anywhere in a text. */
export const holdsSignedValue = (text: string): boolean => text.search(SIGNED) !== -1
