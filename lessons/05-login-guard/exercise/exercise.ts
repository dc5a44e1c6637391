import { exercise, last, slip } from '../../../src/exercise/index.ts'
import { foundNobody, keptWaiting } from '../../ways.ts'
import { fixation, login, password } from './checks/login.ts'
import { deleted, logout, others } from './checks/logout.ts'
import { scenes } from './checks/scenes.ts'
import { strangers } from './checks/strangers.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [strangers, login, password, fixation, deleted, logout, others],
  breakdowns: [slip(last), foundNobody(last), keptWaiting],
  hints: [
    'Three cookies still open the letters. For each, ask yourself what the server has in its store at that moment, and whether ' +
      'anything there was changed. The exchanges show it.',
    'Look at the ids in the exchanges. The login writes into `req.session` as it is, and makes no new one. The logout sends a ' +
      'Set-Cookie line, and changes nothing in the store.',
    'The guard knows only what the session says. Who still exists is in `users`, and the guard can ask that each time.',
    '`req.session` has a method for each of the two others: `regenerate()` for the login, `destroy()` for the logout. Both are ' +
      'given a function, `(error) => { ... }`, and call it when they are done.',
    'In the login, two lines belong in the function that `regenerate()` calls: the one that sets `req.session.userID`, and ' +
      'the one that answers. The guard lets in only people that `users.has()` finds.',
  ],
  explanation: `
A session cookie is a key, and a copy of it is as good as the key. So what counts is not which cookie somebody sends, but
what the server finds for it.

The login wrote into the session that was there, and anyone who had a cookie for that session was logged in too. This is
called **session fixation**. \`regenerate()\` deletes that session and makes one with a new id. It needs a moment, which is
why the \`userID\` is set, and the answer sent, in the function that it calls.

A session can outlive its user: nobody goes through all sessions when a user is deleted. So the guard asks \`users\` each
time. And a session outlives a logout that only clears the cookie, because that is a request to one browser. \`destroy()\`
deletes it on the server; deleting the \`userID\` from it would do as well.

One gap is left: a request that began before the logout has a copy of the session. If it changes that, or if \`resave\` is
true, it saves the copy at its end, and the old cookie is logged in again. Lesson 6 shows that under "Logged out, and back again".
`,
})
