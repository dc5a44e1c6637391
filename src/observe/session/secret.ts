import { isPublished } from '../../cookie/signature/known-secrets.ts'
import type { SecretFacts } from '../observation.ts'
import { kindOf } from '../show.ts'

/** What may be told of a secret: never the secret. @param secret the option as it was given @param environment the variables of the process */
export function secretFacts(secret: unknown, environment: Readonly<NodeJS.ProcessEnv>): SecretFacts {
  const all: readonly unknown[] = Array.isArray(secret)
    ? secret
    : secret === undefined || secret === null
      ? []
      : [secret]
  return {
    kind: kindOf(secret),
    count: all.length,
    lengths: all.map(lengthOf),
    published: all.map((one) => typeof one === 'string' && isPublished(one)),
    variables: all.map((one) => variableOf(one, environment)),
  }
}

function lengthOf(secret: unknown): number {
  if (typeof secret === 'string') return Buffer.byteLength(secret)
  return ArrayBuffer.isView(secret) ? secret.byteLength : 0
}

/** A shorter text may be in a variable by chance. */
const LEAST_LENGTH = 6

const variableOf = (secret: unknown, environment: Readonly<NodeJS.ProcessEnv>): string | null =>
  typeof secret === 'string' && secret.length >= LEAST_LENGTH
    ? (Object.keys(environment).find((name) => environment[name] === secret) ?? null)
    : null
