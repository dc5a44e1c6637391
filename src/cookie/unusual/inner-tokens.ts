import { finding, type Finding } from '../findings/finding.ts'
import { datesIn, readJwt } from '../value/jwt.ts'

/**
 * Says that a JSON Web Token stands in a session that the browser keeps: it has an end of its own, and is as readable as the rest.
 * @param data of the session
 * @param now milliseconds since 1970
 */
export function* tokensIn(data: unknown, now: number): Generator<Finding, void, undefined> {
  for (const text of textsIn(data)) {
    const jwt = readJwt(text)
    if (jwt === null || 'offset' in jwt) continue
    const end = datesIn(jwt.payload ?? {})['exp']
    const hasEnded = Date.parse(String(end)) <= now
    yield finding(
      'token-inside',
      hasEnded ? 'warning' : 'info',
      `A JSON Web Token stands in this session, signed by itself${end === undefined ? '' : `, and it ${hasEnded ? 'ended' : 'ends'} at ${end}`}. ` +
        'Anyone who holds the cookie has the token, too: inspect it by itself to see what it says.',
    )
    return
  }
}

/** Every text in JSON, at any depth. */
function* textsIn(data: unknown): Generator<string, void, undefined> {
  if (typeof data === 'string') yield data
  else for (const one of Object.values(data ?? [])) yield* textsIn(one)
}
