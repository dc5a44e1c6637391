import { exercise } from '../../../src/exercise/index.ts'
import { apart, kept, known, whole } from './checks/cart.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  twice: true,
  actions: scenes,
  checks: [known, whole, apart, kept],
  hints: [
    'Three things in this file are different in each process. What is made when it starts, and what lives in its memory?',
    'The cookie that one process signs must be accepted by the other: both need the same secret.',
    'Both need the same store. `session-file-store` exports a function that takes `session` and returns a class; two processes may share its folder.',
    'A variable is in one process alone. Put the cart where the login is: `req.session.cart`.',
  ],
  explanation: `
Two processes share nothing that is in their memory. A cookie from one is worth something at the other only if both sign with the same **secret**, and its
id leads to something only if both ask the same **store**. All that has to be known at the next request goes into the session, or into a database, never into a
variable of the file: each process has one of its own, and each loses it when it ends.

Here a folder will do as a store, because both run on one machine. On two machines it is Redis or a database, and the secret comes from the environment.
`.trim(),
})
