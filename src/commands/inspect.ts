import { readFileSync } from 'node:fs'
import { dissect, type Anatomy } from '../cookie/anatomy.ts'
import type { Environment } from '../environment.ts'
import { UserError, type ExitCode } from '../errors.ts'
import { safeJson } from '../terminal/safe-json.ts'
import { visible } from '../terminal/text.ts'

/** What `inspect` accepts. */
export interface InspectFlags {
  /** The cookie; `-` stands for standard input. */
  readonly cookie: string
  readonly secret?: readonly string[]
  readonly secretFile?: string
  readonly json?: boolean
}

/**
 * Takes a cookie apart and says whether its signature is right. Secrets are tried in the order given, those of the file
 * last; `secretIndex` counts in that order. An empty `--secret ''` is tried as the empty key, because express-session
 * signs with it when it stands in an array.
 * @returns 0 when nothing is wrong or nothing was checked, 1 when no secret fits or a signed value is malformed
 * @throws UserError when there is no cookie to read, or the secrets cannot be read
 */
export async function inspect(flags: InspectFlags, environment: Environment): Promise<ExitCode> {
  const paste = flags.cookie === '-' ? await readAll(environment.stdin) : flags.cookie
  if (paste.trim() === '') {
    throw new UserError(
      'There is no cookie to inspect: the input is empty.',
      'Try: session-tutor inspect --cookie <value>',
    )
  }
  const fromFile = flags.secretFile === undefined ? [] : secretsIn(flags.secretFile)
  const anatomy = dissect(paste, [...(flags.secret ?? []), ...fromFile])
  environment.stdout.write(flags.json ? asJson([anatomy]) : await asScreen(anatomy, environment))
  const { verified, findings } = anatomy.report
  return verified === false || findings.some(({ level }) => level === 'error') ? 1 : 0
}

/** @throws UserError when standard input cannot be read to its end, as when it is a folder */
async function readAll(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  } catch {
    throw new UserError('Standard input cannot be read.', 'Try: session-tutor inspect --cookie <value>')
  }
  return Buffer.concat(chunks).toString()
}

/**
 * The secrets in a file, one a line. Only line ends are taken off: a secret may begin or end with a space.
 * @throws UserError when the file cannot be read or holds no secret
 */
function secretsIn(path: string): readonly string[] {
  const secrets = contentOf(path)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  if (secrets.length === 0) {
    throw new UserError(`There is no secret in ${visible(path)}.`, 'Write one secret a line.')
  }
  return secrets
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new UserError(
      `The secret file ${visible(path)} cannot be read${code}.`,
      'Check the path, and that you may read the file.',
    )
  }
}

const asJson = (anatomies: readonly Anatomy[]): string =>
  `${safeJson({ cookies: anatomies.map(({ report }) => report) })}\n`

/** Loaded only for a person: a script that wants JSON needs no renderer. */
async function asScreen(anatomy: Anatomy, environment: Environment): Promise<string> {
  const [{ renderInspect }, { createStyle }] = await Promise.all([
    import('../terminal/render-inspect.ts'),
    import('../terminal/style.ts'),
  ])
  return renderInspect(anatomy, await createStyle(environment))
}
