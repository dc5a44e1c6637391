import type { RequestPlan } from '../client.ts'
import type { HeaderPair, ResponseSeen } from '../exchange.ts'
import type { PagePlan } from './page.ts'

/**
 * What a browser lets the script of another origin send and read (Fetch standard, "HTTP CORS protocol"). Each refusal is told in the words
 * in which one would look for it, and null means that it is allowed.
 */

type Credentials = PagePlan['credentials']

/** The methods that are sent without asking (Fetch standard, "CORS-safelisted method"). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** Headers that a form can send too (Fetch standard, "CORS-safelisted request-header"). */
const SAFE_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-language'])

/** Bodies that a form can send too: for these the Content-Type is safe. */
const SAFE_TYPES: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])

/** The names of the headers that a browser asks about before it sends them, in lower case and in order. */
export function unsafeHeaders({ headers, body }: Pick<RequestPlan, 'headers' | 'body'>): readonly string[] {
  const all = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  // What sends the body as JSON says so.
  const isTyped = body === null || all.some(([name]) => name === 'content-type')
  const typed = isTyped ? all : [...all, ['content-type', 'application/json'] as const]
  return typed
    .filter(([name, value]) => {
      const isSafeType = name === 'content-type' && SAFE_TYPES.has(value.split(';', 1)[0]?.trim().toLowerCase() ?? '')
      return !isSafeType && !SAFE_HEADERS.has(name)
    })
    .map(([name]) => name)
    .toSorted()
}

/** The question that a browser sends first, without cookies, where no form could send the like; null where it does not ask. */
export function preflightOf(plan: RequestPlan): RequestPlan | null {
  const names = unsafeHeaders(plan)
  if (SAFE_METHODS.has(plan.method) && names.length === 0) return null
  return {
    method: 'OPTIONS',
    path: plan.path,
    headers: {
      'Access-Control-Request-Method': plan.method,
      ...(names.length > 0 ? { 'Access-Control-Request-Headers': names.join(',') } : {}),
    },
    body: null,
  }
}

/** Why a browser does not send a request after this answer to its question (Fetch standard, "CORS-preflight fetch"); else null. */
export function preflightRefusal(
  { status, headers }: Pick<ResponseSeen, 'status' | 'headers'>,
  plan: RequestPlan,
  origin: string,
  credentials: Credentials,
): string | null {
  const refused = readingRefusal(headers, origin, credentials)
  if (refused !== null) return refused
  if (status < 200 || status > 299) return `the answer to OPTIONS is ${status}`
  const methods = listIn(headers, 'access-control-allow-methods')
  const mayAll = (list: readonly string[]) => credentials !== 'include' && list.includes('*')
  if (!SAFE_METHODS.has(plan.method) && !methods.includes(plan.method) && !mayAll(methods))
    return `Access-Control-Allow-Methods lacks ${plan.method}`
  const allowed = listIn(headers, 'access-control-allow-headers').map((name) => name.toLowerCase())
  const missing = unsafeHeaders(plan).find((name) => !allowed.includes(name) && !mayAll(allowed))
  return missing === undefined ? null : `Access-Control-Allow-Headers lacks ${missing}`
}

/** Why the script of a page may not read an answer (Fetch standard, "CORS check"); null where it may. @param origin of the page */
export function readingRefusal(
  headers: readonly HeaderPair[],
  origin: string,
  credentials: Credentials,
): string | null {
  const allowed = valueOf(headers, 'access-control-allow-origin')
  if (allowed === undefined) return 'there is no Access-Control-Allow-Origin'
  if (allowed === '*' && credentials !== 'include') return null
  if (allowed === '*') return 'Access-Control-Allow-Origin is *'
  if (allowed !== origin) return 'Access-Control-Allow-Origin is another'
  if (credentials !== 'include' || valueOf(headers, 'access-control-allow-credentials') === 'true') return null
  return 'there is no Access-Control-Allow-Credentials: true'
}

/** A header, its repetitions joined by `, `: two of them are one that no browser takes. */
function valueOf(headers: readonly HeaderPair[], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
  return values.length > 0 ? values.join(', ') : undefined
}

const listIn = (headers: readonly HeaderPair[], name: string): readonly string[] =>
  (valueOf(headers, name) ?? '').split(',').map((one) => one.trim())
