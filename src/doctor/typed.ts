import { UserError } from '../errors.ts'
import type { Typed } from './examination.ts'

/**
 * Reads a request as a person types it: `POST /login user=ada password=...`.
 * @param flag behind which it stands, for the error
 * @throws UserError if it is none
 */
export function readTyped(text: string, flag: string): Typed {
  const [, method = '', path = '', rest = ''] = /^\s*(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)\s*(.*)$/is.exec(text) ?? []
  const pairs = rest.split(/\s+/).filter(Boolean)
  if (method === '' || pairs.some((pair) => !/^[^=]+=/.test(pair))) {
    throw new UserError(
      `What stands behind ${flag} is no request.`,
      (program) =>
        `Name a method, a path and what is sent: ${program} doctor ${flag} 'POST /login user=ada password=fig' server.js`,
    )
  }
  const body = pairs.map((pair): readonly [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return { send: `${method.toUpperCase()} ${path}`, body: Object.fromEntries(body) }
}
