import { kindOf } from '../show.ts'
import type { Underway } from '../underway.ts'

/** Decides what became of the session cookie in an exchange. @param nameOf the name of the cookie that a call of session() uses */
export function decide({ facts, request, response }: Underway, nameOf: (call: number) => string | undefined): void {
  const { session } = facts
  const names = session.by.map(nameOf)
  const isSet = facts.response?.headers.some(
    ([header, value]) => /^set-cookie$/i.test(header) && names.includes(value.slice(0, value.indexOf('='))),
  )
  const isNew = facts.generated.length > 0 && session.saved
  if (isSet) {
    session.cookie = 'set'
    session.why = null
  } else if (session.why === 'not-secured' || session.why === 'cannot-be-written' || session.why === 'id-not-text') {
    session.cookie = 'kept-back'
  } else if (isNew && response.headersSent) {
    session.cookie = 'kept-back'
    session.why = 'head-was-sent'
  } else if (session.why !== null && session.why !== 'session-removed') session.why = null
  if (session.state !== 'not-reached') return
  const own = Object.getOwnPropertyDescriptor(request, 'session')
  if (own) session.foreign = 'value' in own ? kindOf(own.value) : 'a getter'
}
