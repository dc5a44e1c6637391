import type { Seen } from '../lesson/seen.ts'
import { flawOf } from '../cookie/browser/receive.ts'
import type { Evidence } from './script.ts'

/**
 * Why a browser has no session cookie to send: it dropped the one it was given, for what is in its line.
 * @returns null if it sent one, or dropped none; else why, and the option that did it
 */
export function droppedCookie({ run }: Pick<Evidence, 'run'>, asked: Seen): { text: string; option: string } | null {
  if (asked.browser === null || asked.sent !== undefined) return null
  const before = run.exchanges.slice(0, run.exchanges.indexOf(asked))
  const given = before.findLast(({ browser, set }) => browser === asked.browser && set !== undefined)
  const cause = CAUSES[flawOf(given?.set?.line ?? '', asked.at)?.code ?? '']
  return cause ? { text: `${NOT_KEPT} ${cause.says} ${ONLY_HTTP}, so ${cause.advice}.`, option: cause.option } : null
}

const NOT_KEPT = 'The browser did not keep the cookie of the answer before:'
const ONLY_HTTP = 'Secure is for https, and your app is asked over http'

/** By the code of the finding. RFC 6265bis section 5.7; CHIPS for Partitioned. */
const CAUSES: Readonly<Record<string, { readonly says: string; readonly advice: string; readonly option: string }>> = {
  'same-site-none-insecure': {
    says: 'SameSite=None is only taken with Secure.',
    advice: "take sameSite: 'lax' here",
    option: 'cookie.sameSite',
  },
  'partitioned-insecure': {
    says: 'Partitioned is only taken with Secure.',
    advice: 'leave partitioned out here',
    option: 'cookie.partitioned',
  },
  'host-prefix': {
    says: 'a name that begins with __Host- promises Secure, Path=/ and no Domain.',
    advice: 'take another name here',
    option: 'name',
  },
  'secure-prefix': {
    says: 'a name that begins with __Secure- promises Secure.',
    advice: 'take another name here',
    option: 'name',
  },
}
