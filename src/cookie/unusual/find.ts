import { isAttributeName, isKnownAttribute } from '../paste/attributes.ts'
import { isToken } from '../paste/headers.ts'
import { readPaste, type PastedCookie } from '../paste/paste.ts'
import { segmentsOf } from '../paste/pieces.ts'
import { findSnippets, type Snippet } from '../paste/snippets.ts'
import {
  findBearer,
  findInBrackets,
  findInlineHeaders,
  findInOptions,
  findInPhpArray,
  findInPowerShell,
  findInPythonJar,
  findInSpacedJar,
  findInTable,
  findInYaml,
  findLabelled,
} from './lines.ts'
import { findMadeValues } from './made-values.ts'
import { findSignedValues } from './signed-values.ts'
import { findInJsonText } from './values.ts'

/** What was found where the ordinary way led astray. */
export interface Found {
  readonly snippets: readonly Snippet[]
  /** Attributes of a Set-Cookie line stood in a Cookie header. */
  readonly copiedAttributes: boolean
}

/** The readers of what has a form of its own, the surest first. */
const READERS: readonly ((text: string) => Iterable<Snippet>)[] = [
  findInPowerShell,
  findInSpacedJar,
  findInPythonJar,
  findInJsonText,
  findInTable,
  findBearer,
  findInlineHeaders,
  findInOptions,
  findInBrackets,
  findInPhpArray,
  findInYaml,
]

/**
 * Looks for cookies where a paste holds no header at the beginning of a line: in JSON, tables, shells, prose and code.
 * @param text cleaned of what mail and word processors do
 * @returns null where none of the readers finds a cookie with a name that can be one
 */
export async function findAnywhere(text: string): Promise<Found | null> {
  const ordinary = findInOrder(text)
  if (ordinary) return ordinary
  for (const read of READERS) {
    const found = sound([...read(text)])
    if (found) return found
  }
  // The parser takes longer to load than all of these to run.
  const { findInCode } = await import('./code.ts')
  return (
    sound(await findInCode(text)) ??
    sound([...findLabelled(text)]) ??
    sound([...findSignedValues(text)]) ??
    sound([...findMadeValues(text)])
  )
}

/** The ordinary way, once more, with a text that was cleaned. Null if that leaves impossible names. */
export const findInOrder = (text: string): Found | null => sound([...findSnippets(text)])

function sound(found: readonly Snippet[]): Found | null {
  const all = distinct(found)
  const snippets = all.map(withoutAttributes)
  const cookies = [...readPaste(snippets)]
  if (cookies.length === 0 || !cookies.every(isSound)) return null
  return { snippets, copiedAttributes: snippets.some((snippet) => !all.includes(snippet)) }
}

/** What stands twice, as in a log and below it, counts once. */
const distinct = (snippets: readonly Snippet[]): readonly Snippet[] => [
  ...new Map(snippets.map((snippet) => [`${snippet.source} ${snippet.text}`, snippet])).values(),
]

/** What no value has in it: marks of what it stood in. JSON of cookie-parser has some of them. */
const MARKS = /["'<>[\]{}\\`\r\n]|[^\0-\xff]|[\xa0\xad]|=s(?::|%3a)/i

/** Whether a cookie has a name that can be one, and neither value nor attributes have the marks of what they stood in. */
export const isSound = ({ name, raw, attributes }: PastedCookie): boolean =>
  (name === null
    ? /^(?:s(?::|%3a)|eyJ)/i.test(raw)
    : isToken(name.replaceAll(':', '')) && !/['`*]/.test(name) && !isAttributeName(name)) &&
  (/^j:[[{"]/.test(raw) || !MARKS.test(raw)) &&
  !(/^s(?::|%3a)\S*\s/i.test(raw) && !/\.[A-Za-z0-9+/ ]{43}$/.test(raw)) &&
  !attributes?.some((attribute) => /[\\+`"'\]})*]/.test(attribute.name))

/** What tough-cookie and browsers write behind the attributes of a cookie. */
const REMARKS = /^\s*(?:(?:hostOnly|aAge|cAge|creation|lastAccessed)(?:=|\s*$)|session\s*(?:=\s*(?:true|false)\s*)?$)/

/** A Cookie header has no attributes. Those in it were copied from Set-Cookie, and a server would take them for cookies. */
function withoutAttributes(snippet: Snippet): Snippet {
  if (![...readPaste([snippet])].some(({ name, raw }) => name !== null && isCopied(name, raw))) return snippet
  const segments = [...segmentsOf(snippet.text)]
  const cookies = segments.filter((segment) => !isKnownAttribute(segment) && !REMARKS.test(segment))
  return { ...snippet, text: cookies.join(';') }
}

const isCopied = (name: string, raw: string): boolean => isAttributeName(name) || REMARKS.test(`${name}=${raw}`)
