import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { chunksOf, openSource } from '../../wordlist/source.ts'

/** Where `inspect` takes its secrets from. */
export interface SecretFlags {
  readonly secret?: readonly string[]
  /** A file with a secret a line; `-` stands for standard input. */
  readonly secretFile?: string
  /** Take the secret in the environment variable SESSION_SECRET. */
  readonly secretEnv?: boolean
}

const VARIABLE = 'SESSION_SECRET'

/**
 * The secrets in the order in which they are tried: those of the flags, of the file, of the environment.
 * @throws UserError when a file cannot be read, or file or variable hold no secret
 */
export async function gatherSecrets(flags: SecretFlags, environment: Environment): Promise<readonly string[]> {
  return [
    ...(flags.secret ?? []),
    ...(flags.secretFile === undefined ? [] : await secretsIn(flags.secretFile, environment)),
    ...(flags.secretEnv ? [secretOf(environment)] : []),
  ]
}

function secretOf({ variables }: Environment): string {
  const secret = variables[VARIABLE]
  if (secret) return secret
  throw new UserError(
    `The environment variable ${VARIABLE} is ${secret === undefined ? 'not set' : 'empty'}.`,
    `Set it for this command, or give the secret with --secret or --secret-file.`,
  )
}

/** Only line ends are taken off: a secret may begin or end with a space. */
async function secretsIn(path: string, environment: Environment): Promise<readonly string[]> {
  const secrets = (await contentOf(path, environment))
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  if (secrets.length === 0) {
    throw new UserError(
      `There is no secret in ${path === '-' ? 'standard input' : path}.`,
      'Write one secret per line.',
    )
  }
  return secrets
}

/** In bytes. */
const LARGEST_FILE = 1024 * 1024

/** Reads as a word list is read: a pipe that nobody writes to must not hold the program after Ctrl-C. */
async function contentOf(path: string, { stdin, interrupted }: Environment): Promise<string> {
  const title = path === '-' ? 'Standard input' : `The secret file ${path}`
  const source = openSource(path === '-' ? stdin : path, title)
  const stop = () => void source.stream.destroy()
  interrupted.addEventListener('abort', stop)
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of chunksOf(source, title)) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LARGEST_FILE) {
        throw new UserError(`${title} is larger than 1 MB.`, 'For a list of guesses, use --wordlist.')
      }
    }
  } finally {
    interrupted.removeEventListener('abort', stop)
    stop()
  }
  return Buffer.concat(chunks).toString()
}
