import { exercise } from '../../../src/exercise/index.ts'
import { known } from './checks/known.ts'
import { addressGone, carried, fixation } from './checks/safe.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [fixation, carried, addressGone, known],
  hints: [
    'Look at the id in the cookies. Is it different after the login? And what is in the store under the old one?',
    '`req.session.regenerate()` deletes the session and makes an empty one with a new id. It takes a function, and calls it when the store is done.',
    'Read what should go on before that call. Inside the function write it into `req.session`, which is the new one there.',
    'Read `cart` first. In the function that `regenerate()` calls set `user` and `cart`, call `save()`, and redirect in the function that `save()` calls.',
  ],
  explanation: `
The login wrote \`user\` into the session that was there, and anyone with a cookie for it was logged in: **session fixation**.
\`regenerate()\` has that session deleted, and makes a new one with another id.

The new one is empty. What should go on is taken out of the old one before, by name: a cart does no harm, even one that somebody else filled. An
address does. \`Object.assign(req.session, before)\` would carry that over too, and so does Passport's \`keepSessionInfo\`.

All that comes after goes into the callbacks: until \`regenerate()\` calls back, \`req.session\` is the old session, and until
\`save()\` does, a redirect may lead to a page that knows nobody.
`.trim(),
})
