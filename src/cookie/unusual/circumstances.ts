import { finding, LESSON, type Finding, type FindingCode } from '../findings/finding.ts'
import { effective } from '../paste/attributes.ts'
import { signedIn, type Recognized, type Recognizer } from '../report.ts'
import { signedByExpress, splitSigned, type Signed } from '../signature/signature.ts'
import { isAddress, whyDomainRefused } from './domain.ts'
import { tokensIn } from './inner-tokens.ts'
import { nearMissIn, variantThatVerifies } from './near-miss.ts'
import { placeholderIn } from './placeholder.ts'
import { variantThatMakes } from './secret-variants.ts'

/**
 * Reads in a paste what counts beside its cookies: the host that was asked, and what the answer allows other origins.
 * @param copiedAttributes whether attributes stood in a Cookie header
 * @returns what advises on each cookie
 */
export function circumstancesIn(
  paste: string,
  copiedAttributes: boolean,
): (...cookie: Parameters<Recognizer>) => Recognized {
  const host = hostIn(paste)
  const anyOrigin =
    /access-control-allow-origin:\s*\*(?!\S)/i.test(paste) && /access-control-allow-credentials:\s*true/i.test(paste)
  return ({ raw, attributes }, { value, content }, { secrets, now }) => {
    const findings: Finding[] = []
    const without: FindingCode[] = []
    const domain = attributes ? effective(attributes, 'Domain') : undefined
    const why = domain === undefined ? null : whyDomainRefused(String(domain), host)
    if (why !== null) {
      findings.push(finding('cookie-domain-refused', 'error', domainRefused(why), LESSON.origins))
      without.push('domain-widens')
    }
    if (isAddress(String(domain))) without.push('domain-widens')
    if (anyOrigin && attributes) findings.push(finding('cors-any-origin', 'error', CORS, LESSON.origins))
    if (copiedAttributes) findings.push(finding('attributes-sent-back', 'info', COPIED))
    const placeholder = placeholderIn(value)
    if (placeholder !== null) {
      findings.push(finding('placeholder-value', 'error', placeholder))
      without.push('unsigned')
    }
    if (content.kind === 'cookie-session' && 'json' in content) findings.push(...tokensIn(content.json, now))
    const fits = (one: Signed) => secrets.match(one) !== null
    const verifies = (text: string) => {
      const pieces = splitSigned(text.slice('s:'.length))
      return pieces !== null && fits(signedByExpress(pieces))
    }
    const signed = signedIn(content, null, value, null)
    const isOpen = signed === null || !fits(signed)
    const secret = signed && isOpen ? variantThatMakes(signed, secrets.texts) : null
    if (secret !== null) findings.push(finding('secret-variant', 'error', secret, LESSON.genid))
    const near =
      nearMissIn(raw) ?? nearMissIn(value) ?? (isOpen ? variantThatVerifies(value, verifies, secrets.texts) : null)
    if (near !== null) findings.push(finding('near-miss', 'error', near, LESSON.genid))
    return { other: null, framework: null, findings, without }
  }
}

/** A Host header, and what HTTP/2 has for it, as browsers and curl print that. */
const HOST = /^(?:\* \[http\/2\] \[\d+\] )?\W{0,4}(?:host|authority):?\s*([\w.-]+)/gm

/** The host that a request of the paste named, without its port; null for none, or for several. */
function hostIn(paste: string): string | null {
  const hosts = new Set(Array.from(paste.toLowerCase().matchAll(HOST), ([, host]) => host))
  return hosts.size === 1 ? ([...hosts][0] ?? null) : null
}

const domainRefused = (why: string): string =>
  `Browsers refuse this cookie: its Domain is ${why}. ` +
  'Leave `cookie.domain` out, and the host that sent the cookie gets it back; for all subdomains write the bare name above them.'

const CORS =
  'The same answer says Access-Control-Allow-Origin: * with credentials, and browsers then give no script of another origin the ' +
  'answer, and keep no cookie of it. Name the one origin that may.'

const COPIED =
  'Attributes of a Set-Cookie line stood in this Cookie header, where a server takes Path or HttpOnly for cookies. ' +
  'Send name=value alone.'
