import type { SessionSeen } from '../../wire/exchange.ts'

/** What session() found, where a line has little room. What is usual has no word. */
const STATES: Readonly<Record<SessionSeen['state'], string>> = {
  'not-reached': 'no session()',
  'path-not-covered': 'other path',
  'store-offline': 'store offline',
  'no-secret': 'no secret',
  'stepped-aside': 'stayed out',
  'no-cookie': '',
  'bad-signature': 'bad signature',
  'unknown-id': 'unknown id',
  found: 'known',
  'store-failed': 'store failed',
  pending: 'store waits',
}

/**
 * What session() did with a request, in words of which the first matter most, as in `new`, `saved`, `cookie set`.
 * @param isNew whether it made an id
 */
export function briefSessionWords(
  { state, saved, touched, destroyed, cookie }: SessionSeen,
  isNew: boolean,
): readonly string[] {
  const words = [
    STATES[state],
    state === 'no-cookie' && !isNew ? 'no cookie' : '',
    isNew ? (state === 'found' ? 'new id' : 'new') : '',
    cookie === 'kept-back' ? 'cookie kept back' : '',
    destroyed ? 'destroyed' : '',
    saved ? 'saved' : isNew && !destroyed ? 'not saved' : '',
    !saved && touched ? 'touched' : '',
    !saved && !touched && !destroyed && state === 'found' && !isNew ? 'unchanged' : '',
    cookie === 'set' || cookie === 'cleared' ? `cookie ${cookie}` : '',
  ]
  return words.filter((word) => word !== '')
}
