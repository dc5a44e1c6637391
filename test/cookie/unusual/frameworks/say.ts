import { createHash, createHmac } from 'node:crypto'
import { inspectAnything } from '../../../../src/cookie/inspect-anything.ts'
import type { CookieReport } from '../../../../src/cookie/report.ts'
import { NOW } from '../../inspect-one.ts'

/** What is said of the first cookie of a paste, with the message of the finding `other-framework`, or null where there is none. */
export async function say(
  paste: string,
  secrets: readonly string[] = [],
): Promise<Partial<CookieReport> & { readonly message: string | null }> {
  const { cookies } = await inspectAnything(paste, { secrets, now: NOW })
  const report = cookies[0]?.report
  return {
    ...report,
    message:
      report?.findings.find(({ code, level }) => code === 'other-framework' && level === 'info')?.message ?? null,
  }
}

/** A cookie as it stands in a header. */
export const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`

export const hmac = (
  hash: string,
  key: string | Buffer,
  text: string,
  encoding: 'hex' | 'base64' | 'base64url',
): string => createHmac(hash, key).update(text).digest(encoding)

export const digest = (hash: string, text: string): Buffer => createHash(hash).update(text).digest()

export const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')
export const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
