import { packageRoot } from '../../src/package-root.ts'
import { newLesson, Refused } from './new-lesson.ts'

/** `npm run new -- lesson <name>`: makes a lesson that can be played, and passes its tests, before a word of it is written. */

const [kind, name, ...more] = process.argv.slice(2)
try {
  if (kind !== 'lesson' || name === undefined || more.length > 0) {
    throw new Refused('This makes one lesson, and needs its name.', 'Type: npm run new -- lesson my-lesson')
  }
  for (const written of newLesson(name, packageRoot)) process.stdout.write(`wrote ${written}\n`)
  await import('./make.ts')
  process.stdout.write(`\nPlay it: npm run build && node bin/session-tutor.js lesson ${name}\n`)
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${error.message}\n${error.hint}\n`)
  process.exitCode = 2
}
