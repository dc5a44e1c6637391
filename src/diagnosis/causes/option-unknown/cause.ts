import { cause } from '../../cause.ts'
import { listed } from '../../listed.ts'
import { consequencesOf, rightPlace, unreadOptions } from '../../unread-options.ts'

export default cause({
  code: 'option-unknown',
  title: 'session() was given an option that it does not have',
  level: 'warning',
  symptoms: ['nothing-happens'],
  words: [
    'option has no effect',
    'option ignored',
    'genid is never called',
    'maxage has no effect',
    'does not exist in type sessionoptions',
    'object literal may only specify known properties',
    'typo in option',
    'misspelt option',
    'option is ignored',
    'saveuninitialised has no effect',
    'deprecated undefined saveuninitialized option',
    'saveuninitalized',
    'maxage written in small letters',
    'http only ignored',
  ],
  howToTell: 'nothing changes when you take the option out',
  lesson: 1,
  step: 'Left out, or misspelt',
  find({ sessions }) {
    for (const call of sessions) {
      const unknown = unreadOptions(call).filter((option) => !option.isMisplaced)
      const [first] = unknown
      if (!first) continue
      const meant = unknown.filter((option) => option.meant !== null)
      const guesses = meant.map(({ name, meant: right }) => `${right} for ${name}`)
      const one = unknown.length === 1
      return {
        message:
          `session() was given ${listed(unknown.map(({ name }) => name))}, and express-session has no such option${one ? '' : 's'}: ` +
          `it ignores ${one ? 'it' : 'them'} without a word.` +
          (guesses.length > 0 ? ` You probably mean ${listed(guesses)}.` : ''),
        at: call.at,
        option: first.name,
        exchange: null,
        count: unknown.length,
        explains: consequencesOf(meant),
        fix:
          meant.length > 0
            ? { code: rightPlace(meant) }
            : { text: `Leave ${one ? 'it' : 'them'} out: nothing reads ${one ? 'it' : 'them'}.` },
      }
    }
    return null
  },
  fix: {
    text: 'Write the option as express-session spells it.',
    code: 'session({ secret, resave: false, saveUninitialized: false, rolling: true })',
  },
  unless:
    'A store or a package of yours may read an option of its own from the same object. express-session does not mind.',
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
