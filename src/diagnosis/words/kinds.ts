import type { Symptom } from '../cause.ts'

/**
 * What people say of each kind of symptom, whatever causes it. What they say of one cause only stands in its `words`.
 */
export const kindWords: Readonly<Record<Symptom, readonly string[]>> = {
  'new-id-every-request': [
    'new id on every request',
    'new session every request',
    'always new session',
    'new session id every request',
    'session id changes every time',
    'session not persisting between requests',
    'different session id on refresh',
    'sessionid keeps changing',
  ],
  'no-cookie': [
    'no cookie',
    'no cookie in the browser',
    'cookie not set',
    'no set-cookie header',
    'cookie not saved',
    'connect.sid missing',
    'cookie does not show up in devtools',
    'cookie not sent',
  ],
  'session-undefined': [
    'req.session undefined',
    'req.session is null',
    'cannot read properties of undefined',
    'cannot set properties of undefined',
  ],
  'data-lost': [
    'session data lost',
    'session empty on the next request',
    'value in session undefined',
    'user in session undefined after login',
    'session not saved',
    'session not persisting',
    'session does not survive refresh',
  ],
  'logged-out-early': [
    'logged out too early',
    'logged out after some time',
    'session expires too soon',
    'have to log in again',
    'sent back to login',
    'login loop',
  ],
  'logged-out-at-restart': [
    'logged out after restart',
    'logged out after deploy',
    'session lost after server restart',
    'have to log in again after restart',
  ],
  'logout-does-not-work': [
    'logout does not work',
    'still logged in after logout',
    'session still valid after logout',
    'session not destroyed',
  ],
  'sees-others-data': [
    'users see data of someone else',
    'logged in as another user',
    'session shared between users',
    'users mixed up',
  ],
  'error-500': ['internal server error', 'error 500', 'every page 500', 'status 500'],
  hangs: ['request hangs', 'page keeps loading', 'no response', 'request never finishes', 'request timeout'],
  'process-ends': ['server crashes', 'app crashed', 'process exits', 'uncaught exception', 'app does not start'],
  'store-fills': ['too many sessions in the store', 'store full of sessions', 'thousands of sessions', 'memory grows'],
  'works-locally-only': [
    'works on localhost but not in production',
    'works locally, not on heroku',
    'not working after deploy',
    'works in development, fails in production',
  ],
  insecure: ['security', 'vulnerability', 'security scan', 'penetration test', 'attacker'],
  'nothing-happens': ['has no effect', 'is ignored', 'nothing happens', 'nothing changes'],
}
