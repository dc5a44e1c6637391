import { browserPastes } from './browsers.ts'
import type { Case } from './case.ts'
import { codePastes } from './code.ts'
import { cookieHeaders } from './cookie-headers.ts'
import { cookieParser } from './cookie-parser.ts'
import { cookieSession } from './cookie-session.ts'
import { curlTranscripts } from './curl-transcripts.ts'
import { curlPastes } from './curl.ts'
import { ids } from './ids.ts'
import { jwts } from './jwt.ts'
import { malformed } from './malformed.ts'
import { secretCases } from './secrets.ts'
import { setCookieFindings } from './set-cookie-findings.ts'
import { setCookieHeaders } from './set-cookie-headers.ts'
import { setCookieSeveral } from './set-cookie-several.ts'
import { spellings } from './spellings.ts'

/** Every paste with what is in it, by what it is about. */
export const corpus: Readonly<Record<string, readonly Case[]>> = {
  spellings,
  'Cookie headers': cookieHeaders,
  'Set-Cookie headers': setCookieHeaders,
  'several Set-Cookie headers': setCookieSeveral,
  'what attributes give away': setCookieFindings,
  curl: curlPastes,
  'what curl printed': curlTranscripts,
  'developer tools': browserPastes,
  'JSON and JavaScript': codePastes,
  ids,
  secrets: secretCases,
  'cookie-parser': cookieParser,
  'cookie-session': cookieSession,
  'JSON Web Tokens': jwts,
  malformed,
}
