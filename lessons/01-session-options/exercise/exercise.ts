import { exercise } from '../../../src/exercise/index.ts'
import { apart } from './checks/apart.ts'
import { clean } from './checks/clean.ts'
import { counted } from './checks/counted.ts'
import { saved } from './checks/saved.ts'
import { first, monitor, other, second } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: [monitor, first, second, other],
  checks: [saved, counted, apart, clean],
  hints: [
    'Look at the answer to the first visit. It has no **Set-Cookie** line, and nothing happened in the store. Did ' +
      '`session()` see this request at all?',
    'Express takes a request through the file from top to bottom, until something answers it. Follow `GET /` with a ' +
      'finger.',
    'The line with `req.session ??= {}` only hides what is wrong. Take it out, and the error says what is missing ' +
      'at that point.',
    'Move `app.use(session(...))` above the route for `GET /`. It may be above `GET /health` too, as long as ' +
      'empty sessions are not saved.',
  ],
  explanation: `
An Express app is a stack. A request goes down through it until something answers. \`GET /\` was **above**
\`session()\`, so it was answered before \`session()\` ever saw the request, and \`req.session\` was undefined.

\`req.session ??= {}\` made the error go away and left the fault. It puts a plain object there, which belongs to
one request. It is not saved, and no cookie leads back to it. So every visit was the first.

With \`session()\` above the route, \`req.session\` is a real session. The count changes it, so it is saved, and the
answer sets its cookie. \`/health\` may be above or below: with \`saveUninitialized: false\` a new session that
stays empty is not saved.
`.trim(),
})
