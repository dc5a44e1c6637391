import type { SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'

/** express-session looks at genid when session() is called (index.js `session`). */
const isRefused = ({ threw, options }: SessionCall): boolean =>
  threw !== null && options['genid'] !== undefined && threw.message.includes('genid option must be a function')

export default cause({
  code: 'genid-not-a-function',
  title: 'genid is not a function',
  level: 'error',
  symptoms: ['process-ends'],
  words: ['genid option must be a function', 'genid is not a function', 'genid called instead of passed'],
  howToTell: 'the app ends at once with "genid option must be a function"',
  lesson: 3,
  step: 'An id of your own',
  explains: ['process-ended'],
  find({ sessions }) {
    const call = sessions.find(isRefused)
    if (!call) return null
    const { kind } = call.options['genid'] ?? {}
    return {
      message:
        `genid was given ${nameOf(kind)}. express-session wants the function itself, so that it can call it for each new visitor, ` +
        'and takes what that returns for the id. With parentheses after its name, a function is called right here, once, and genid ' +
        'gets what it returns.',
      at: call.at,
      option: 'genid',
      exchange: null,
    }
  },
  fix: {
    text: 'Give genid the function, not what it returns.',
    code: 'genid: makeId',
  },
  moves: [],
})

function nameOf(kind = 'undefined'): string {
  if (kind === 'string') return 'a string'
  return kind === 'promise'
    ? 'a promise, as a call of an async function is'
    : `something that is not a function (${kind})`
}
