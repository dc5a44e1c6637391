import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { storedFields } from './evidence.ts'
import { sessionLine } from './places.ts'
import { look } from './scenes.ts'

const fieldsOf = ({ run }: Evidence): readonly string[] => storedFields(run.at(look))

export const empty = check('empty', 'Who only looks at / leaves nothing in the store.', {
  exchange: look,
  header: 'Set-Cookie',
  holds: (run) => run.at(look).saved === undefined,
  mistakes: [
    mistake(
      (seen) => fieldsOf(seen).length > 0 && (seen.code.line(/['"`]\/['"`]/) ?? true),
      (seen) => `A visit to / writes ${fieldsOf(seen).join(', ')} into the session, so there is something to keep.`,
    ),
    mistake(
      ({ code }) => code.line(/\bsaveUninitialized\s*:\s*true\b/),
      'With saveUninitialized: true every session is stored, also one into which nothing was written. Each passing robot ' +
        'leaves a file.',
    ),
    mistake(
      ({ code }) => code.line(/\bsaveUninitialized\s*:\s*['"`]\w/),
      'saveUninitialized is a text here, and a text that is not empty counts as true, also the text false.',
    ),
    mistake(
      ({ code }) => !code.has(/\bsaveUninitialized\b/) && sessionLine(code),
      'Among the options there is none with the name saveUninitialized, and without it every session is stored, also one ' +
        'into which nothing was written.',
    ),
    mistake(
      ({ code }) => code.has(/\bsaveUninitialized\s*:\s*false\b/) && code.line(/\bsession\.save\(/),
      'save() stores a session even if nothing was written into it.',
    ),
  ],
  otherwise: 'A visit to / without a cookie stored a session, although the visitor did nothing.',
})
