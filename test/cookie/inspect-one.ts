import type { Anatomy } from '../../src/cookie/anatomy.ts'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'

/** 2026-01-01 in milliseconds: what tests call now. */
export const NOW = Date.UTC(2026, 0)

/** Takes a paste apart that holds one cookie. */
export function inspectOne(paste: string, secrets: readonly string[] = []): Anatomy {
  const { cookies } = inspectPaste(paste, { secrets, now: NOW })
  const [only] = cookies
  if (!only || cookies.length > 1) throw new Error(`${cookies.length} cookies in ${JSON.stringify(paste)}`)
  return only
}

/** The levels and codes of the findings. */
export const codesOf = ({ report }: Anatomy): readonly string[] =>
  report.findings.map(({ code, level }) => `${level} ${code}`)
