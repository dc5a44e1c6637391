import { kindOf } from '../show.ts'
import type { Underway } from '../underway.ts'

const SET_COOKIE = 'set-cookie'

/** Decides what became of the session cookie in an exchange. @param nameOf the name of the cookie that a call of session() uses */
export function decide(underway: Underway, nameOf: (call: number) => string | undefined): void {
  const { facts, request, response, headWasEarly } = underway
  const { session } = facts
  const names = session.by.map(nameOf)
  const line = facts.response?.headers.findLast(
    ([header, value]) =>
      header.length === SET_COOKIE.length &&
      header.toLowerCase() === SET_COOKIE &&
      names.includes(value.slice(0, value.indexOf('='))),
  )?.[1]
  // An empty value is the app's own: session() only writes signed ones (index.js `setcookie`).
  const isSet = line !== undefined && !/^[^=]*=(;|$)/.test(line)
  // A browser that has the id already is sent no cookie for it (index.js `shouldSetCookie`).
  const isKnown = session.state === 'found' && session.idBefore === session.idAfter
  const isNew = facts.generated.length > 0 && session.saved && !isKnown
  if (isSet) {
    session.cookie = 'set'
    session.why = null
  } else if (session.why === 'not-secured' || session.why === 'cannot-be-written' || session.why === 'id-not-text') {
    session.cookie = 'kept-back'
  } else if (isNew && response.headersSent) {
    session.cookie = 'kept-back'
    // With the end of the answer it would have gone out, but for an error, of which is told later.
    session.why = headWasEarly ? 'head-was-sent' : 'cannot-be-written'
  } else {
    if (line !== undefined) session.cookie = 'cleared'
    if (session.why !== null && session.why !== 'session-removed') session.why = null
  }
  if (session.state !== 'not-reached') return
  const own = Object.getOwnPropertyDescriptor(request, 'session')
  if (own) session.foreign = 'value' in own ? kindOf(own.value) : 'a getter'
}
