import type { Move } from '../../src/diagnosis/moves.ts'
import type { Details } from './plan.ts'

/** What a driver cannot know of an app, by the name of the case; its twin without the fault gets the same. */
export interface Own extends Details {
  /** What is done when the plan for any app is. */
  readonly after?: readonly Move[]
  /** Instead of a secret in the environment. */
  readonly variables?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
}

export const own: Readonly<Record<string, Own>> = {
  'order-passport-before-session': { body: { username: 'ada', password: 'fig' } },
  'passport-logout-without-callback': { body: { username: 'ada', password: 'fig' } },
  'passport-with-cookie-session': { body: { username: 'ada', password: 'fig' } },
  'login-keeps-session-id': { body: { user: 'ada', password: 'plum' } },
  'session-id-overwritten': { body: { name: 'kay' } },
  'lax-cookie-cross-site-fetch': {
    after: [{ send: 'POST /login', as: 'fay', at: 'https://api.example.net', from: 'https://shop.example' }],
  },
  'static-creates-sessions': {
    after: ['site.css', 'app.js', 'logo.svg'].map((name) => ({ send: `GET /${name}`, as: `a visitor of ${name}` })),
  },
  // So much later that the store may have ended the session by itself.
  'file-store-retries': {
    after: [{ laterMs: 7_200_000 }, { restart: true, inEmptyFolder: true }, { send: 'GET /me' }],
  },
  'secret-env-loaded-too-late': {
    variables: {},
    files: { '.env': 'SESSION_SECRET=a text that is long enough to sign with\n' },
  },
}
