import { readJwt, type Jwt } from '../../value/jwt.ts'
import type { Recognized, Recognizer } from '../../report.ts'
import { finding, type Finding } from '../../findings/finding.ts'
import type { Framework, OtherContent } from '../../value/framework.ts'
import { ELSEWHERE } from './elsewhere.ts'
import { named } from './named.ts'
import { partsIn, type Asked } from './other.ts'
import { SEALED } from './sealed.ts'
import { adonis, SIGNED } from './signed.ts'

/** Longer values are of nobody's making, in UTF-16 units. */
const LONGEST = 16_384

/**
 * Tells which framework made a value: by its shape first, then by its name, and by a signature where a secret can check it. What
 * express-session has signed is left alone.
 */
export const recognizeFramework: Recognizer = (cookie, { value, content }, around) => {
  if (value.length > LONGEST) return null
  const name = cookie.name ?? ''
  // A token of five parts ends in its tag (RFC 7516 section 3.1): what ends in three dots is the beginning of one.
  if (content.kind === 'jwt' && !value.endsWith('...')) return ofToken(name, content.jwt, around.now)
  const bearer = /^Bearer (eyJ.+)/.exec(value)?.[1]
  if (bearer !== undefined) return inBearer(bearer)
  const cut = cutToken(value)
  if (cut !== null) return { ...NOTHING, other: { kind: 'malformed', fault: { what: 'jwt', offset: cut } } }
  if (content.kind === 'cookie-parser-json') return null
  const asked: Asked = {
    name,
    value,
    partner: around.partner,
    confirms: (signed) => around.secrets.match(signed) !== null,
    confirmsMade: (isMadeWith) => around.secrets.texts.some(isMadeWith),
  }
  // Of all others, AdonisJS alone puts s: in front.
  const isMarked = value.startsWith('s:')
  const found = isMarked ? adonis(asked) : firstOf(asked)
  if (found === null) return isMarked ? ofName(name) : null
  const { end, framework } = found
  return { ...NOTHING, other: found, framework, findings: ended(end, framework, around.now) }
}

const NOTHING: Recognized = { other: null, framework: null, findings: [], without: [] }

function firstOf(asked: Asked): OtherContent | null {
  for (const shape of [...SEALED, ...SIGNED, ...ELSEWHERE, named]) {
    const found = shape(asked)
    if (found) return found
  }
  return null
}

/** Sails signs with express-session itself. */
const ofName = (name: string): Recognized | null =>
  name === 'sails.sid' ? { ...NOTHING, framework: { name: 'Sails', certainty: 'likely', protection: 'signed' } } : null

function inBearer(token: string): Recognized | null {
  const jwt = readJwt(token)
  return jwt && !('offset' in jwt) ? { ...NOTHING, other: { kind: 'jwt', jwt } } : null
}

/** A token of which only the beginning is there: a header that can be read, and dots. @returns where it ends */
function cutToken(value: string): number | null {
  const parts = partsIn(/^(eyJ[\w-]+)(?:\.{2,}|\u2026|\.?$|\.eyJ[\w-]*\.*$)/, value)
  if (parts === null) return null
  const [header] = parts
  return readJwt(`${header}.e30.`) === null ? null : header.length
}

/** Whose tokens are called so. */
const TOKENS: readonly (readonly [RegExp, Framework])[] = [
  [
    /^(?:__Secure-|__Host-)?(?:next-auth|authjs)\.session-token/,
    { name: 'NextAuth (Auth.js)', certainty: 'likely', protection: 'encrypted' },
  ],
  [/^appSession/, { name: 'Auth0 (express-openid-connect)', certainty: 'likely', protection: 'encrypted' }],
  [/^CF_Authorization$/, { name: 'Cloudflare Access', certainty: 'likely', protection: 'signed' }],
  [/^PLAY_SESSION$/, { name: 'the Play Framework', certainty: 'likely', protection: 'signed' }],
  [/^KEYCLOAK_IDENTITY/, { name: 'Keycloak', certainty: 'likely', protection: 'signed' }],
  [/^sb-access-token$/, { name: 'Supabase', certainty: 'likely', protection: 'signed' }],
  [/^__session$/, { name: 'Clerk or Firebase', certainty: 'possible', protection: 'signed' }],
]

/** Auth0 writes the end of its session into the header of the encrypted token, in seconds. */
function ofToken(name: string, { header }: Jwt, now: number): Recognized | null {
  const framework = TOKENS.find(([pattern]) => pattern.test(name))?.[1]
  if (!framework) return null
  const seconds = header['exp']
  return { ...NOTHING, framework, findings: ended(typeof seconds === 'number' ? seconds * 1000 : null, framework, now) }
}

function ended(end: number | null, framework: Framework, now: number): readonly Finding[] {
  if (end === null || end > now) return []
  const when = end >= 0 ? new Date(end).toISOString() : 'long ago'
  return [
    finding(
      'session-ended',
      'warning',
      `By its own account this session of ${framework.name} expired at ${when}, so the server ignores it. Log in again for a new one.`,
    ),
  ]
}
