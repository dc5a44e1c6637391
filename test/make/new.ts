import { packageRoot } from '../../src/package-root.ts'
import { leftToDo, newCause } from './new-cause.ts'
import { newLesson } from './new-lesson.ts'
import { Refused } from './refused.ts'

/**
 * `npm run new -- lesson <name>`: makes a lesson that can be played, and passes its tests, before a word of it is written.
 * `npm run new -- cause <code>`: makes a cause that is found and tested.
 */

const [kind, name, ...more] = process.argv.slice(2)
try {
  if ((kind !== 'lesson' && kind !== 'cause') || name === undefined || more.length > 0) {
    throw new Refused(
      'This makes one lesson or one cause, and needs its name.',
      'Type: npm run new -- lesson my-lesson, or: npm run new -- cause my-cause',
    )
  }
  const make = kind === 'lesson' ? newLesson : newCause
  for (const written of make(name, packageRoot)) process.stdout.write(`wrote ${written}\n`)
  if (kind === 'lesson') await import('./make.ts')
  process.stdout.write(
    kind === 'lesson' ? `\nPlay it: npm run build && node bin/session-tutor.js lesson ${name}\n` : leftToDo(name),
  )
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${error.message}\n${error.hint}\n`)
  process.exitCode = 2
}
