import { exercise } from '../../../src/exercise/index.ts'
import { large, secret, unique } from './checks/ids.ts'
import { scenes } from './checks/scenes.ts'
import { comeback, prefix } from './checks/sessions.ts'

export default exercise({
  home: import.meta.url,
  // Both starts meet the same clocks and the same Math.random(): what the second repeats, somebody else can work out too.
  repeatable: true,
  actions: scenes,
  checks: [prefix, comeback, unique, secret, large],
  hints: [
    'Look at an id in the **Set-Cookie** line. Is it one that the function in this file could have made? Who made it then?',
    'express-session says nothing about options that it does not know. Compare the name with lesson 3, letter by letter.',
    'A counter or the clock, and everything that is computed from them, comes out the same for somebody who runs the same ' +
      'code. `Math.random()` comes out different each time, but each number follows from those before it: anyone who has seen a few ' +
      'can work out the next. An id needs randomness that nobody can predict.',
    '`node:crypto` has it. Look at `randomUUID` and `randomBytes` there, and put `shop-` in front of ' +
      'what they give.',
  ],
  explanation: `
The option is **genid**, in small letters. express-session ignores a name that it does not know without a word, so the first
ids were its own and the counter never ran.

With the right name the ids counted, and an id that can be guessed is as good as known: only the signature still keeps strangers
out, and only as long as nobody has the **secret**. A hash does not help, because anyone who has the code can compute the
same hash. Nor does it add randomness: from two random bytes it makes 65,536 ids, long as they are. Unique is not enough, and long is not enough either. An id must be **random**.

\`randomUUID()\` takes 122 random bits from the cryptography of Node.js, which nobody can repeat. OWASP, a group that writes rules
for safe web apps, asks for at least 64. The prefix \`shop-\` adds nothing to that, and takes nothing away.
`.trim(),
})
