import { exercise, mistake, optionOf, type Evidence } from '../../../src/exercise/index.ts'
import { kept, out } from './checks/restart.ts'
import { scenes } from './checks/scenes.ts'
import { empty, lasting } from './checks/store.ts'

/** What ended the process; undefined if nothing was thrown. */
const errorOf = ({ observation }: Evidence) => observation.problems.findLast(({ kind }) => kind === 'uncaught')?.error

/** Whether the process ended with these words. */
const says = (seen: Evidence, text: string): boolean =>
  errorOf(seen)?.message.includes(text) === true || seen.problem?.message.includes(text) === true

/** What people do so that the run breaks off. */
const breakdowns = [
  mistake(
    (seen) =>
      /^ReferenceError: \w*store/i.test(`${errorOf(seen)?.name}: ${errorOf(seen)?.message}`) &&
      (errorOf(seen)?.at ?? true),
    'Nothing in your file has this name. The default export of session-file-store is a function that takes session and returns the ' +
      'class of the store. Give that class a name.',
  ),
  mistake(
    (seen) => says(seen, 'ENOENT') && says(seen, '.env') && (errorOf(seen)?.at ?? true),
    'The app looks for .env in the current folder, which is empty while your file is checked.',
  ),
  mistake(
    (seen) => says(seen, ' writes to ') && { at: errorOf(seen)?.at ?? null, option: 'path' },
    'While your file is checked, the sessions must lie in its current folder, or in that of your file. A path like ' +
      './sessions is right.',
  ),
  mistake(
    (seen) => says(seen, 'session was tampered with') && optionOf(seen, 'store.secret'),
    'The store encrypts its files with its own option secret. The second start has another secret, so it cannot read what the ' +
      'first one wrote.',
  ),
  mistake(
    (seen) =>
      says(seen, 'callback is not a function') &&
      (seen.tree.called.find(({ path }) => path.endsWith('.clear'))?.line ?? null),
    'clear() wants a function, which it calls when it is done. It got none, and the process ended when it came to call it. ' +
      "It also deletes everybody's sessions.",
  ),
]

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

Two limits decide how long a login lasts. The browser keeps a cookie without \`maxAge\` until it is closed, or longer if it
restores the pages of its last session. And the store has a limit of its own: for such cookies session-file-store takes **ttl**, in seconds, with an hour as the default. With
\`saveUninitialized: false\` only those who log in leave a file.

Asked for a session whose file is gone, as after a logout, session-file-store looks five more times, 50 milliseconds apart, and
prints a line \`will retry\` each time. So every request with such an old cookie waits for a quarter of a second. With
**retries: 0** the store looks once, and answers at once.
`.trim(),
})
