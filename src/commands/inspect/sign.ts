import { isToken } from '../../cookie/paste/headers.ts'
import { sign, signedByExpress } from '../../cookie/signature/signature.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import type { InspectFlags } from './flags.ts'

/** express-session, `session()`: what its cookie is called unless `name` says otherwise. */
const NAME = 'connect.sid'

/** The value of a cookie, where an id is asked for. */
const VALUE = /(?:^|=)s(?::|%3a)/i

/** What stands round an id where a store keeps its session, a prefix in Redis or an ending in a folder, and in a cookie. */
const MORE_THAN_ID = /^(?:sess:|session:|sessions\/).|.\.json$|^[\w.-]+=./

/**
 * Makes the cookie that express-session would send for a session id (`setcookie()`), and prints it as `name=value`, the way a Cookie
 * header has it. Nothing is stored: express-session takes it for a session only where the store has one under this id.
 * @param id as it was given; `-` was read already
 * @param secrets the first signs, as in express-session
 * @throws UserError without a secret, and for an id or a name that no cookie can have
 */
export async function signId(
  id: string,
  secrets: readonly string[],
  { copy = false, json = false, name = NAME }: InspectFlags,
  environment: Environment,
): Promise<ExitCode> {
  const [secret] = secrets
  if (secret === undefined) {
    throw new UserError(
      'There is no secret to sign with.',
      'Give the secret of the server with --secret-env, --secret-file or --secret.',
    )
  }
  const value = encoded(`s:${id}.${sign(signedByExpress({ id: checkedId(id), signature: '' }), secret).text}`)
  const cookie = `${checkedName(name)}=${value}`
  environment.stdout.write(json ? `${safeJson({ cookie, name, value, id })}\n` : `${cookie}\n`)
  if (MORE_THAN_ID.test(id)) {
    environment.stderr.write('This looks like more than an id. If it is, leave out what surrounds the id.\n')
  }
  if (copy) (await import('./copy.ts')).copyText(cookie, 'the cookie', environment)
  return 0
}

/** @throws UserError for what express-session takes for no session id at all, or a whole cookie */
function checkedId(id: string): string {
  if (id === '') {
    throw new UserError(
      'There is no session id to sign: it is empty, and express-session ignores a cookie with an empty id.',
      'Give the id of a session in the store: --sign <id>.',
    )
  }
  if (VALUE.test(id)) {
    throw new UserError(
      'This is the value of a cookie, and --sign takes a session id.',
      'Give the part between s: and the last dot, or take the cookie apart with --cookie.',
    )
  }
  return id
}

/** @throws UserError for a name that cookie 0.7.2, `serialize()`, does not write */
function checkedName(name: string): string {
  if (isToken(name)) return name
  throw new UserError(
    `${JSON.stringify(name)} cannot be the name of a cookie.`,
    'A name consists of letters, digits and signs like - _ . without spaces: see `name` in the options of session().',
  )
}

/** As `encodeURIComponent()`, which cookie 0.7.2 uses. @throws UserError for half of a character beyond U+FFFF */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    throw new UserError('The session id is not valid text, so no cookie can hold it.', 'Copy it again.')
  }
}
