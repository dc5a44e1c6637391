import type { FindingCode } from '../cookie/findings/finding.ts'
import { findInSecrets } from '../cookie/findings/secret-findings.ts'
import type { Observation } from '../observe/observation.ts'
import type { Found } from './cause.ts'

/** Finds what `inspect` says of a secret in the secrets that session() was given, in the same words. */
export function inSecrets({ sessions }: Observation, code: FindingCode): Found | null {
  const found = sessions.flatMap(({ secret: { lengths, published }, at, during }) => {
    if (during !== null) return []
    const traits = lengths.map((bytes, i) => ({ bytes, isPublished: published[i] === true }))
    const [first] = [...findInSecrets(traits)].filter((one) => one.code === code)
    return first ? [{ at, message: first.message }] : []
  })
  const [first] = found
  return first ? { ...first, option: 'secret', exchange: null } : null
}
