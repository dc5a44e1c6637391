import { exercise } from '../../../src/exercise/index.ts'
import { breakdowns } from './checks/breakdowns.ts'
import { empty } from './checks/empty.ts'
import { kept } from './checks/kept.ts'
import { lasting } from './checks/lasting.ts'
import { out } from './checks/out.ts'
import { scenes } from './checks/scenes.ts'

export default exercise({
  home: import.meta.url,
  actions: scenes,
  checks: [kept, out, lasting, empty],
  breakdowns,
  hints: [
    'The cookie comes back after the restart. Look at what the store answers then: where did it keep the sessions?',
    'Pass session() a store of another kind. `session-file-store` exports a function that takes `session` and returns a class. ' +
      'Lesson 4 shows it under "A store on disk".',
    'Make one object of that class with `new`, and pass it as the option `store`. It takes a `path` for its folder.',
    'Unless told otherwise, that store forgets anyone who has not come for an hour. Its option `ttl` says how long it waits, in seconds.',
  ],
  explanation: `
Without the option **store**, express-session keeps sessions in a \`MemoryStore\`: an object in the memory of the process, which
goes when the process goes. The cookie survives in the browser, but it holds only an id.

A store on disk finds the session again under that id, as long as the **secret** and the **path** are the same at each start. It
also has to forget on the disk: a logout calls \`destroy()\`, which deletes the file.

How long a login lasts is decided twice. The browser keeps a cookie without \`maxAge\` until it is closed, or longer where it
brings back the pages of its last session. And the store has a limit of its own: for such cookies session-file-store takes **ttl**, in seconds, and an hour if you say nothing. With
\`saveUninitialized: false\` only those who log in leave a file.

Asked for a session whose file is gone, as after a logout, session-file-store looks five more times, 50 milliseconds apart, and
prints a line \`will retry\` each time. So every request with such an old cookie waits for a quarter of a second. With
**retries: 0** the store looks once, and answers at once.
`.trim(),
})
