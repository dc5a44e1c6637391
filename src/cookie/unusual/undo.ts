/**
 * Undoes what mail, word processors, shells and web pages do to a text that is copied through them.
 * @returns the text as it probably was
 */
export function undo(text: string): string {
  let clean = text.replaceAll(INVISIBLE, '').replaceAll(BLANKS, ' ').replaceAll(DOUBLE, '"').replaceAll(SINGLE, "'")
  if (ENTITY.test(clean)) clean = clean.replaceAll(ENTITIES, (entity, name: string) => entityOf(name) ?? entity)
  // RFC 2045 section 6.7: an equals sign ends a line that goes on, and begins a byte in two digits. `=3D` is the sign itself.
  if (/[^\s=]=\r?\n\S/.test(clean)) clean = clean.replaceAll(/=\r?\n/g, '').replaceAll(/=3D/g, '=')
  if (/\^["%&;=<>|^]/.test(clean)) clean = clean.replaceAll(/\^(["%&;=<>|^])/g, '$1')
  // What programs print in place of line ends.
  clean = clean.replaceAll(/\\r\\n|\\[rn](?=\s|$|["'])/g, '\n')
  if (/\\["']/.test(clean)) clean = clean.replaceAll(/\\(["'])/g, '$1')
  return joinBroken(withoutMarks(clean)).trim()
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u3000]/g
const DOUBLE = /[\u201c-\u201f\u00ab\u00bb\u2033\uff02]/g
const SINGLE = /[\u2018-\u201b\u2032\u2039\u203a]/g

const ENTITY = /&(?:quot|apos|amp|lt|gt|nbsp|equals|semi|colon|#\d+|#x[\da-f]+);/i
const ENTITIES = /&(quot|apos|amp|lt|gt|nbsp|equals|semi|colon|#\d+|#x[\da-f]+);/gi
const NAMED: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['equals', '='],
  ['semi', ';'],
  ['colon', ':'],
])

/** The character that an entity of HTML stands for; null for a number that is none. */
function entityOf(name: string): string | null {
  if (!name.startsWith('#')) return NAMED.get(name.toLowerCase()) ?? null
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 32 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : null
}

/** Without the marks of Markdown: backticks, bold, quotes and lists, and without the shell's sign for a line that goes on. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/```[a-z]*|`/g, '')
    .replaceAll(/(?<=^|\s)\*\*|\*\*(?=\s|$|:)/gm, '')
    .replaceAll(/^[ \t]*(?:>[ \t]+|[-*+][ \t]+(?=\S))/gm, '')
    .replaceAll(/[ \t][\\^]\r?\n/g, ' ')

/**
 * Puts lines together that were broken: one inside a signed value, and attributes with a line of their own.
 */
const joinBroken = (text: string): string =>
  text
    .replaceAll(/;[ \t]*\r?\n[ \t]*(?=(?:HttpOnly|Secure|SameSite|Path|Domain|Expires|Max-Age|Partitioned)\b)/gi, '; ')
    .replaceAll(SIGNED_BROKEN, (value) => value.replaceAll(/\s+/g, ''))

/** A value of two lines whose second one ends the 43 characters of its signature. */
const SIGNED_BROKEN =
  /s(?::|%3A)[\w%.~+/-]{1,2048}\r?\n[ \t]{0,80}[\w%.~+/-]{1,2048}(?=$|[;"'\s])(?<=\.(?:[A-Za-z0-9+/]|%2[BbFf]|\r|\n|[ \t]){43,46})/g
