import { fetchedWithCookies, get, post, send, type Run, type Send } from '../../../../src/exercise/index.ts'

export const PAGE = 'http://localhost:5173'

/** Where the pages are open. The other is of another site, as a page of anybody may be. */
const OURS = { page: 'localhost:5173' }
const ANYBODYS = { page: 'front.test' }

const visitor = (label: string, request: Send['request']) => send(label, request, { browser: 'visitor' })

const VISIT = get('/visits')

export const first = visitor('first visit', fetchedWithCookies(VISIT, OURS))
export const second = visitor('second visit', fetchedWithCookies(VISIT, OURS))
export const named = visitor('the name, as JSON', fetchedWithCookies(post('/name', { body: { name: 'ada' } }), OURS))
export const stranger = visitor('a page of somebody else', fetchedWithCookies(VISIT, ANYBODYS))

export const scenes = [first, second, named, stranger]

/** Why the script that sent a request got no answer, as a browser tells it in its console; empty where it did. */
export function refused(run: Run, visit: Send): string {
  const reading = run.at(visit).page?.reading
  return reading && !reading.ok ? reading.why : ''
}
