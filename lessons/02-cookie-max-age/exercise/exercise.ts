import { exercise } from '../../../src/exercise/index.ts'
import { ends } from './checks/ends.ts'
import { dropped, over, touched } from './checks/over.ts'
import { rolls } from './checks/rolls.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [ends, rolls, touched, dropped, over],
  hints: [
    '`maxAge` counts milliseconds. Look at **Date** and **Expires** in the answer to the login: what lies between ' +
      'them?',
    'Now look for **Set-Cookie** in the answer to the visit after nine minutes. What does the browser know of this ' +
      'visit?',
    'A visit that only reads moves the end in this store, and express-session does that by itself. For the browser ' +
      'there is an option of `session()`. It is off unless you name it, and lesson 2 tries it out.',
    'It takes `rolling: true` beside `resave`, and a `maxAge` of ten times 60 times 1000 in `cookie`.',
  ],
  explanation: `
\`maxAge\` counts **milliseconds**. 36000000 of them are ten hours, whatever the comment says. Written as \`10 * 60 *
1000\` it can be checked by reading it.

Two keep an end. The store's end moved with each visit from the start, because express-session **touches** a session
that was found, in a store that has a method \`touch()\`, as MemoryStore does. With a store that has none, and
\`resave: false\`, a visit that only reads moves no end at all. The browser's end moves only when the cookie is sent again,
with a new **Expires**. For a visit that only reads, it is sent again with **rolling: true**. Left out, that option
is false.

With both, the ten minutes count from the last visit on either side. That the browser drops its cookie is a courtesy.
Anyone who copied the cookie can send it at any time, and then only the end in the store counts.
`.trim(),
})
