import { readFileSync } from 'node:fs'
import { UserError } from '../errors.ts'

/** Where `inspect` takes its secrets from. */
export interface SecretFlags {
  readonly secret?: readonly string[]
  /** A file with a secret a line. */
  readonly secretFile?: string
  /** Take the secret in the environment variable SESSION_SECRET. */
  readonly secretEnv?: boolean
}

const VARIABLE = 'SESSION_SECRET'

/**
 * The secrets in the order in which they are tried: those of the flags, of the file, of the environment.
 * @throws UserError when a file cannot be read, or file or variable hold no secret
 */
export function gatherSecrets(
  flags: SecretFlags,
  variables: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return [
    ...(flags.secret ?? []),
    ...(flags.secretFile === undefined ? [] : secretsIn(flags.secretFile)),
    ...(flags.secretEnv ? [secretOf(variables)] : []),
  ]
}

function secretOf(variables: Readonly<Record<string, string | undefined>>): string {
  const secret = variables[VARIABLE]
  if (secret) return secret
  throw new UserError(
    `The environment variable ${VARIABLE} is ${secret === undefined ? 'not set' : 'empty'}.`,
    `Set it for this command, or give the secret with --secret or --secret-file.`,
  )
}

/** Only line ends are taken off: a secret may begin or end with a space. */
function secretsIn(path: string): readonly string[] {
  const secrets = contentOf(path)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  if (secrets.length === 0) {
    throw new UserError(`There is no secret in ${path}.`, 'Write one secret a line.')
  }
  return secrets
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new UserError(
      `The secret file ${path} cannot be read${code}.`,
      'Check the path, and that you may read the file.',
    )
  }
}
