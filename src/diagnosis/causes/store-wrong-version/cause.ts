import type { Observation, ProblemFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { howToMake } from '../../store-factories.ts'
import { isOffline, isStorePackage, packageInStack } from '../../store-errors.ts'

/** What Node.js says of a module that lacks what is imported from it by name (lib/internal/modules/esm/module_job.js). */
const NO_EXPORT = /requested module '([^']+)' (?:does not provide an export|is a CommonJS module)/

/** What is called, or made with new, and is no function, no class, or only a class. */
const NOT_CALLABLE = /^(\S+) is not a (?:function|constructor)|^Class constructor (\S+) cannot be invoked without 'new'/

/** Whether a name is one that people give to a store, or to what makes its class. */
const isStoreName = (name: string): boolean =>
  /store|redis|mongo|sqlite|postgres|pgsession|memcached|^connect\w/i.test(name)

/** Which store package an error at the start speaks of, or came out of; null for none. Empty where only the name is known. */
function packageIn({ packages }: Observation, { error }: ProblemFacts): string | null {
  const loaded = packages.find(({ name }) => isStorePackage(name))?.name
  const wanted = NO_EXPORT.exec(error.message)?.[1]
  if (wanted !== undefined) return isStorePackage(wanted) ? wanted : null
  const inside = packageInStack(error)
  if (inside !== null) return isStorePackage(inside) ? inside : null
  const [, called, made] = NOT_CALLABLE.exec(error.message) ?? []
  const name = called ?? made
  if (name === undefined) return null
  return isStoreName(name) ? (loaded ?? '') : name.startsWith('require(...)') ? (loaded ?? null) : null
}

export default cause({
  code: 'store-wrong-version',
  title: 'The store is not made as the installed version of its package wants it',
  level: 'error',
  lesson: 11,
  step: 'In your app',
  symptoms: ['process-ends'],
  words: [
    'redisstore is not a constructor',
    'connectredis is not a function',
    'does not provide an export named default',
    'class constructor redisstore cannot be invoked without new',
    'cannot init client. please provide correct options',
    'con.db is not a function',
    "cannot read properties of undefined (reading 'store')",
    'connect-redis require session',
    'mongostore is not a constructor',
    'connect-mongo upgrade',
    'you must provide mongourl',
    'class constructor cannot be invoked without new',
    'cannot init client',
    'connect_redis_1.default is not a constructor',
    'default is not a constructor connect-redis',
    'client.get is not a function',
    'client.set is not a function',
    'only a void function can be called with the new keyword',
    'a client must be directly provided to the redisstore',
  ],
  howToTell: 'the app ends at its start with an error about the store, in the line that imports it or makes it',
  explains: ['process-ended', 'does-not-listen'],
  find(observation) {
    const { problems, listens, packages } = observation
    const found = problems.flatMap((problem) => {
      const isLate = problem.kind !== 'uncaught' || listens.some(({ pid }) => pid === problem.pid)
      const name = isLate || isOffline(problem.error) ? null : packageIn(observation, problem)
      return name === null ? [] : [{ problem, name }]
    })
    const [first] = found
    if (!first) return null
    const { problem, name } = first
    const version = packages.find((one) => one.name === name)?.version ?? null
    const what = name === '' ? 'its package' : version === null ? name : `${name} ${version}`
    return {
      message:
        `The app ended before it listened, while importing or making the store: "${problem.error.message}". ` +
        (howToMake([name])?.concat(mistakenIn(problem)) ??
          `The installed version of ${name === '' ? what : name}${version === null ? '' : ` (${version})`} exports or takes something else than this line expects.`),
      at: problem.error.at,
      exchange: null,
      count: found.length,
    }
  },
  fix: {
    text: 'Write it as the README of the installed version does: these packages have changed what they export more than once.',
    code: "import { RedisStore } from 'connect-redis' // 8 and later\nimport MongoStore from 'connect-mongo' // 4 and later: MongoStore.create({ mongoUrl })\n\nconst FileStore = sessionFileStore(session) // session-file-store: then new FileStore({ path })",
  },
  moves: [{ send: 'GET /' }],
  needs: ['connect-redis', 'redis'],
})

/** What was taken for something else there, after a space. */
function mistakenIn({ error }: ProblemFacts): string {
  if (packageInStack(error) !== null) return ' Here that function got something else than session.'
  return NO_EXPORT.test(error.message) || NOT_CALLABLE.test(error.message)
    ? ' It is a default import, without braces and without * as.'
    : ''
}
