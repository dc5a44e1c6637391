import type { Anatomy } from '../../cookie/anatomy.ts'
import type { Framework } from '../../cookie/value/framework.ts'
import { labelled, SECTION_INDENT, visible, width, wrap } from '../text.ts'
import type { Style } from '../style.ts'

/** What somebody wants to know who holds a cookie: what it is, what is in it, who can read it, what is not in it. */
interface About {
  readonly is: string
  readonly holds: string
  readonly readers: string
  readonly lacks: string
}

const SESSION_ID: About = {
  is: 'A session id, signed as express-session signs it.',
  holds: 'The id and its signature, nothing else.',
  readers:
    'Anyone who holds the cookie can read the id: it is signed, not encrypted. Only someone who has the secret can make one.',
  lacks: "No user data: only an id. The session itself lives in the server's store.",
}

/** What is too long to be taken apart. */
const UNREAD = {
  holds: 'Data that was not read here, because the value is longer than 1 MB.',
  readers: 'Anyone who holds the cookie can read it, unless the server has encrypted it.',
}

const ABOUT = {
  signedValue: {
    ...SESSION_ID,
    is: 'A value signed as express-session does it, but perhaps not by it: cookie-parser and res.cookie() with signed: true sign the same way.',
    holds: 'The value and its signature, nothing else.',
    readers:
      'Anyone who holds the cookie can read the value: it is signed, not encrypted. Only someone who has the secret can make one.',
    lacks: "If the value is a session id, no user data: the session itself lives in the server's store.",
  },
  signedJson: {
    is: 'JSON, signed by cookie-parser or res.cookie() with signed: true.',
    holds: 'The data below.',
    readers:
      'Anyone who holds the cookie can read it: it is signed, not encrypted. Only someone who has the secret can change it.',
    lacks: 'No session id: express-session has not made this.',
  },
  'cookie-parser-json': {
    is: 'JSON, as res.cookie() writes an object and cookie-parser reads it.',
    holds: 'The data below.',
    readers: 'Anyone who holds the cookie can read it, and can write another.',
    lacks: 'No signature and no session id: express-session has not made this.',
  },
  falsyJson: {
    is: 'JSON behind j:, where res.cookie() writes objects and null. Its value counts as false in JavaScript, so cookie-parser leaves it as text.',
    holds: 'Nothing more than what follows the j:.',
    readers: 'Anyone who holds the cookie can read it, and can write another.',
    lacks: 'No signature and no session id: express-session has not made this.',
  },
  unreadJson: {
    is: 'A long value that begins with j:, as res.cookie() writes an object. Whether JSON follows was not checked.',
    ...UNREAD,
    lacks: 'No s: in front, so it is not an express-session cookie.',
  },
  unreadSession: {
    is: 'A long value that begins like JSON in base64, as the package cookie-session keeps a whole session. Whether it is JSON was not checked.',
    ...UNREAD,
    lacks: 'No s: in front, so it is not an express-session cookie.',
  },
  unreadJwt: {
    is: 'A JSON Web Token by its header and its three parts. Whether its long payload is JSON was not checked.',
    ...UNREAD,
    lacks: 'No s: in front, so it is not an express-session cookie.',
  },
  'cookie-session': {
    is: 'A whole session, as the package cookie-session keeps it: in the browser, not on the server.',
    holds: 'All the data of the session, below.',
    readers:
      'Anyone who holds the cookie can read it: base64 is a spelling, not encryption. Nobody can change it without the key.',
    lacks: 'No session id, and nothing on the server: the server cannot end this session before the keys change.',
  },
  unsignedSession: {
    is: 'JSON in base64, as the package cookie-session keeps a whole session: in the browser, not on the server.',
    holds: 'The data below.',
    readers: 'Anyone who holds the cookie can read it: base64 is a spelling, not encryption.',
    lacks:
      'A signature: that of cookie-session is in a second cookie, whose name ends in .sig. Paste both to check it.',
  },
  jwt: {
    is: 'A JSON Web Token. express-session does not make these.',
    holds: 'A header that says how it is signed, and a payload with the data, both below.',
    readers: 'Anyone who holds the cookie can read it: base64url is a spelling, not encryption.',
    lacks: 'No session id: a server that only checks the signature cannot take the token back before it ends.',
  },
  encryptedJwt: {
    is: 'An encrypted JSON Web Token. express-session does not make these.',
    holds: 'A header that says how it is encrypted, below, and the encrypted payload.',
    readers: 'The header, anyone who holds the cookie. The payload, only someone who has the key.',
    lacks: 'No session id that could be read from here.',
  },
  unsigned: {
    is: 'A value that express-session, cookie-parser and cookie-session have not signed.',
    holds: 'The text as it is.',
    readers: 'Anyone who holds the cookie can read that text, unless the server has encrypted it.',
    lacks: 'No s: in front, so it is not an express-session cookie.',
  },
  malformed: {
    is: 'Not the value of one whole cookie: something is missing, damaged or too much.',
    holds: 'Nothing that can be read here as a whole.',
    readers: 'Anyone who holds the cookie can read what is left of it.',
    lacks: 'Nothing that express-session would take for a session id.',
  },
} satisfies Record<string, About>

/** What something else than express-session made, by what protects it. */
const PROTECTED: Readonly<Record<Framework['protection'], Omit<About, 'is'>>> = {
  signed: {
    holds: 'A value and what signs it.',
    readers: 'Anyone who holds the cookie can read it. Only someone who has the secret can make one.',
    lacks: 'Nothing that express-session would take for a session id.',
  },
  encrypted: {
    holds: 'Encrypted data.',
    readers: 'Only the server that has the key.',
    lacks: 'Nothing that express-session would take for a session id.',
  },
  id: {
    holds: 'A number or a name that means something to the server only.',
    readers: 'Anyone who holds the cookie can read it, and use it.',
    lacks: 'Nothing that express-session would take for a session id.',
  },
  none: ABOUT.unsigned,
}

const certaintyOf = ({ name, certainty }: Framework): string =>
  ({
    sure: `This was made by ${name}.`,
    likely: `This was probably made by ${name}.`,
    possible: `This may have been made by ${name}.`,
  })[certainty]

/** What a cookie is, what is in it, who can read it and what is not in it, each with its label. */
export function renderAbout(anatomy: Anatomy, style: Style, columns: number): string {
  const { is, holds, readers, lacks } = aboutOf(anatomy)
  const rows: readonly (readonly [string, string])[] = [
    ['What it is', is],
    ['In it', holds],
    ['Who reads it', readers],
    ['Not in it', lacks],
  ]
  return rows.map(([label, text]) => labelled(` ${style.bold(label)}`, text, SECTION_INDENT, columns)).join('\n')
}

/** Whether a signed value has the shape of express-session's own ids; anything else may come from elsewhere. */
export const looksLikeSessionId = ({ report }: Anatomy): boolean =>
  report.kind === 'express-session' && !report.findings.some(({ code }) => code === 'may-be-cookie-parser')

/** What a cookie is, in a sentence or two. */
export const whatItIs = (anatomy: Anatomy): string => aboutOf(anatomy).is

function aboutOf(anatomy: Anatomy): About {
  const { kind, content, framework } = anatomy.report
  if (framework !== null && !isOurs(kind)) return { ...PROTECTED[framework.protection], is: certaintyOf(framework) }
  if (anatomy.report.value === '' && kind === 'unsigned') return EMPTY
  if (kind === 'express-session') {
    if (looksLikeSessionId(anatomy)) return SESSION_ID
    return anatomy.pieces.some(({ what }) => what === 'json') ? ABOUT.signedJson : ABOUT.signedValue
  }
  if (anatomy.report.findings.some(({ code }) => code === 'not-read')) {
    if (kind === 'jwt') return ABOUT.unreadJwt
    return kind === 'cookie-session' ? ABOUT.unreadSession : ABOUT.unreadJson
  }
  if (kind === 'cookie-parser-json' && !content) return ABOUT.falsyJson
  if (kind === 'cookie-session' && anatomy.report.signature === null) return ABOUT.unsignedSession
  const encrypted = kind === 'jwt' && (content as { readonly payload: unknown }).payload === null
  return encrypted ? ABOUT.encryptedJwt : ABOUT[isPlain(kind) ? kind : 'unsigned']
}

/** Kinds that are told of in the same way whatever made them. */
const isOurs = (kind: string): boolean => kind === 'express-session' || kind === 'jwt'

const isPlain = (kind: string): kind is 'cookie-parser-json' | 'cookie-session' | 'jwt' | 'unsigned' | 'malformed' =>
  ['cookie-parser-json', 'cookie-session', 'jwt', 'unsigned', 'malformed'].includes(kind)

const EMPTY: About = {
  is: 'An empty value. With an end in the past, this is how a server deletes a cookie.',
  holds: 'Nothing.',
  readers: 'There is nothing to read.',
  lacks: 'No signature, so it is not an express-session cookie.',
}

/** How much of a value is there at least, in UTF-16 units. */
const MOST_SHOWN = 65_000

/** Columns of the value that are shown on each side of a fault. */
const AROUND = 20

/** Where a malformed value stops being one: the text round the place, with a pointer under it. Empty for any other. */
export function renderFault({ report }: Anatomy, style: Style, columns: number): string {
  if (report.fault === null) return ''
  const { offset, reason } = report.fault
  const start = Math.max(0, offset - AROUND)
  const before = (start > 0 ? '...' : '') + visible(report.value.slice(start, offset))
  const end = Math.min(report.value.length, offset + AROUND / 2)
  const after = visible(report.value.slice(offset, end)) + (end < report.value.length ? '...' : '')
  // Only where every character takes one column does a pointer stand under the right one.
  const isLeftOut = offset > MOST_SHOWN - AROUND
  // At the end of the value it stands under nothing.
  const taken = width(before) + Math.max(1, width(after))
  const shown = !isLeftOut && taken <= columns - 3 && /^[\x20-\x7e]*$/.test(before)
  const picture = shown ? `   ${before}${after}\n   ${' '.repeat(before.length)}${style.bad('^')}\n` : ''
  return `${picture}   ${wrap(`at character ${offset + 1}: ${reason}`, columns, 3)}`
}
