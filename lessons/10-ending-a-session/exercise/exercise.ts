import { exercise } from '../../../src/exercise/index.ts'
import { ended, others } from './checks/everywhere.ts'
import { copied, dropped } from './checks/logout.ts'
import { plain, remembered } from './checks/remembered.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [remembered, plain, dropped, copied, ended, others],
  hints: [
    'For each of the three, look at two things in its exchange: what the store was told, and which Set-Cookie line came with the answer.',
    'Compare the Set-Cookie line of the logout with the one of the login. A browser tells cookies apart by name, domain and path.',
    '`req.session.destroy()` tells the store about a logout, and calls back when it is done. The cookie is cleared in that callback.',
    'The cookie goes out again when the data of a session has changed. `req.session.cookie` is not data, and `touch()` changes none.',
    'A logout everywhere changes the number in `users`. The sessions still have the old one, and `requireLogin` can compare the two.',
  ],
  explanation: `
A logout has two halves. \`destroy()\` deletes the session in the store, so that no copy of the cookie opens anything.
\`clearCookie()\` makes the browser drop its cookie, if name, path and domain are those of the cookie: otherwise that line is about
another cookie.

\`destroy()\` reaches one session, the one of the request. The sessions of other browsers are in the store too, but by their ids: it
cannot be asked for those of one user. A generation number in the users table ends them all: the guard compares it with the one that a session was given
at login. This also stops a session that a slow request has put back.

\`req.session.cookie.maxAge\` is kept in the store with the session. The browser hears of it only with a Set-Cookie line, and a known browser
gets one if the data of the session has changed, with \`rolling\`, or where the session is new.
`.trim(),
})
