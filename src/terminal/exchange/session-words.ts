import type { Exchange, SessionSeen } from '../../wire/exchange.ts'

/** What session() found when a request came to it. */
const STATES: Readonly<Record<SessionSeen['state'], string>> = {
  'not-reached': 'did not run',
  'path-not-covered': 'stayed out, its cookie is for another path',
  'store-offline': 'stayed out, its store is not connected',
  'no-secret': 'failed, it has no secret',
  'stepped-aside': 'stayed out, req.session was already there',
  'no-cookie': 'no cookie came',
  'bad-signature': 'the signature does not match',
  'unknown-id': 'the store has no such id',
  found: 'known',
  'store-failed': 'the store failed',
  pending: 'still waits for its store',
}

/** States in which session() gave the request a session. */
const AT_WORK: ReadonlySet<SessionSeen['state']> = new Set(['no-cookie', 'bad-signature', 'unknown-id', 'found'])

/** Why the cookie was kept back. */
const WHY: Readonly<Record<NonNullable<SessionSeen['why']>, string>> = {
  'not-secured': 'not secured',
  'id-not-text': 'the id is not a string',
  'head-was-sent': 'the headers had gone out',
  'cannot-be-written': 'it cannot be written',
  'session-removed': 'the session was removed',
}

/** What session() did with a request, in a few words, as in `no cookie came, new, saved, cookie set`. */
export function sessionWords(
  decided: SessionSeen,
  { generated, store }: Pick<Exchange, 'generated' | 'store'>,
): string {
  const { state, saved, touched, destroyed, cookie, why } = decided
  const words = [STATES[state]]
  if (destroyed) words.push('destroyed')
  if (generated.length > 0) words.push('new')
  if (saved) words.push('saved')
  else if (AT_WORK.has(state) && !destroyed) {
    if (state === 'found') words.push('unchanged')
    else if (generated.length > 0) words.push('not saved')
  }
  if (touched && !saved) words.push(movesEnd(store) ? 'its end moved' : 'touched')
  if (cookie === 'set' || cookie === 'cleared') words.push(`cookie ${cookie}`)
  if (cookie === 'kept-back') words.push(`cookie kept back${why === null ? '' : `: ${WHY[why]}`}`)
  return words.join(', ')
}

/** Whether a session that was touched has an end at all. */
const movesEnd = (store: Exchange['store']): boolean =>
  store.some(({ op, session }) => {
    const { expires } = (session?.['cookie'] ?? {}) as { readonly expires?: unknown }
    return op === 'touch' && typeof expires === 'string'
  })
