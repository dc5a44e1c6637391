import type { Finding } from '../../cookie/findings/finding.ts'

/** What says why, before what says only that something is wrong. */
const CAUSES: ReadonlySet<Finding['code']> = new Set([
  'secret-variant',
  'near-miss',
  'placeholder-value',
  'weak-secret',
  'cookie-domain-refused',
])

/** What is worth a look once the rest is right. */
const MINOR: ReadonlySet<Finding['code']> = new Set(['default-name', 'short-secret', 'max-age', 'path-no-fence'])

/** What follows from the cause that is told. */
const CONSEQUENCES: ReadonlySet<Finding['code']> = new Set(['signature-mismatch', 'malformed-signature', 'malformed'])

/**
 * The findings that matter most, and the rest. Where something is wrong, that alone comes first; where a finding says why, not what
 * follows from it.
 */
export function firstFindings(
  findings: readonly Finding[],
  most: number,
): { readonly first: readonly Finding[]; readonly rest: readonly Finding[] } {
  const ranked = findings.toSorted((one, other) => rank(one) - rank(other))
  const hasCause = findings.some(({ code }) => CAUSES.has(code))
  const best = ranked[0]
  const first = ranked
    .filter(
      ({ level, code }) => !(best?.level === 'error' && level !== 'error') && !(hasCause && CONSEQUENCES.has(code)),
    )
    .slice(0, most)
  return { first, rest: findings.filter((finding) => !first.includes(finding)) }
}

function rank({ level, code }: Finding): number {
  if (CAUSES.has(code)) return 0
  if (level === 'error') return 1
  // What made it says more than what its attributes lack.
  if (code === 'other-framework') return 2
  if (level === 'info') return 5
  return MINOR.has(code) ? 4 : 3
}
