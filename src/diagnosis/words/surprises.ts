import type { Symptom } from '../cause.ts'

/** What surprised somebody, as a line of a menu, by the symptom that it is. */
export const SURPRISES: Readonly<Record<Symptom, string>> = {
  'new-id-every-request': 'Every request gets a new session',
  'no-cookie': 'The browser has no session cookie',
  'session-undefined': 'req.session is undefined',
  'data-lost': 'What I put into the session is gone',
  'logged-out-early': 'People are logged out too early',
  'logged-out-at-restart': 'A restart logs everybody out',
  'logout-does-not-work': 'Logging out does not work',
  'sees-others-data': 'Somebody sees what belongs to somebody else',
  'error-500': 'The answer is a 500',
  hangs: 'A request never gets an answer',
  'process-ends': 'The server stops',
  'store-fills': 'The store fills up',
  'works-locally-only': 'It works on my machine, and not on the server',
  insecure: 'Is it safe?',
  'nothing-happens': 'An option changes nothing',
}
