import { knownSecrets } from '../../cookie/signature/known-secrets.ts'
import type { SecretFacts } from '../observation.ts'
import { kindOf } from '../show.ts'

/** What may be told of a secret: never the secret. @param secret the option as it was given */
export function secretFacts(secret: unknown): SecretFacts {
  const all: readonly unknown[] = Array.isArray(secret)
    ? secret
    : secret === undefined || secret === null
      ? []
      : [secret]
  return {
    kind: kindOf(secret),
    count: all.length,
    lengths: all.map(lengthOf),
    published: all.map((one) => typeof one === 'string' && knownSecrets.some((known) => known.secret === one)),
  }
}

function lengthOf(secret: unknown): number {
  if (typeof secret === 'string') return secret.length
  return ArrayBuffer.isView(secret) ? secret.byteLength : 0
}
