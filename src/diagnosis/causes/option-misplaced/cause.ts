import { cause } from '../../cause.ts'
import { listed } from '../../listed.ts'
import { consequencesOf, rightPlace, unreadOptions } from '../../unread-options.ts'

export default cause({
  code: 'option-misplaced',
  title: 'Options of session() are in the wrong place',
  level: 'error',
  symptoms: ['nothing-happens', 'logged-out-early', 'no-cookie', 'works-locally-only'],
  words: [
    'maxage has no effect',
    'maxage ignored',
    'secure ignored',
    'samesite ignored',
    'proxy true has no effect',
    'cookie options ignored',
    'session options ignored',
    'cookie is a session cookie',
    'expires session in devtools',
    'maxage is ignored',
    'cookie has no expires although maxage is set',
    'resave inside cookie',
    'maxage at the top level',
    'proxy inside cookie',
    'cookie says session although maxage is set',
    'cookie ends with the browser although maxage is set',
    'cookie expires says session',
    'expiration is not set on the cookie',
    'secure cookie option ignored',
  ],
  howToTell: 'the Set-Cookie line has nothing of an option that you did write',
  lesson: 1,
  step: 'Left out, or misspelt',
  find({ sessions }) {
    for (const call of sessions) {
      const misplaced = unreadOptions(call).filter((option) => option.isMisplaced)
      const [first] = misplaced
      if (!first) continue
      const inside = misplaced.filter(({ name }) => name.startsWith('cookie.'))
      const beside = misplaced.filter(({ name }) => !name.startsWith('cookie.'))
      const names = (options: typeof misplaced) => listed(options.map(({ name }) => name.replace('cookie.', '')))
      const sentences = [
        beside.length > 0 ? `${names(beside)} ${verb(beside)} beside cookie, and belong${s(beside)} inside it.` : '',
        inside.length > 0 ? `${names(inside)} ${verb(inside)} inside cookie, and belong${s(inside)} beside it.` : '',
      ]
      return {
        message: `${sentences.filter(Boolean).join(' ')} express-session looks for options in their own place only, and ignores them elsewhere without a word.`,
        at: call.at,
        option: first.name,
        exchange: null,
        explains: consequencesOf(misplaced),
        fix: { code: rightPlace(misplaced) },
      }
    }
    return null
  },
  fix: {
    text: 'Move them: options of the cookie belong inside cookie, everything else beside it.',
    code: 'session({ secret, resave: false, saveUninitialized: false, cookie: { maxAge: 3_600_000 } })',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const verb = (all: readonly unknown[]): string => (all.length === 1 ? 'is' : 'are')
const s = (all: readonly unknown[]): string => (all.length === 1 ? 's' : '')
