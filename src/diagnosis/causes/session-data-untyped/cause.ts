import { stripVTControlCharacters } from 'node:util'
import { cause } from '../../cause.ts'

/**
 * What the compiler says of a key of the session that it does not know, as `tsc` prints it and as ts-node throws it: the place first. Before
 * 1.17.1 the types of express-session knew one interface, Session.
 */
const UNKNOWN_KEY =
  /^(?<place>[^\s()]+(?:\(\d+,\d+\):|:\d+:\d+ -)) error TS2339: Property '(?<key>[^']+)' does not exist on type 'Session(?: & Partial<SessionData>)?'/gm

export default cause({
  code: 'session-data-untyped',
  title: 'TypeScript does not know what is in the session',
  level: 'error',
  symptoms: ['process-ends'],
  words: [
    'property user does not exist on type session & partial<sessiondata>',
    "property 'user' does not exist on type 'session'",
    'ts2339 session',
    'error ts2339',
    'typescript req.session property does not exist',
    'sessiondata',
    'declare module express-session',
    'augment session type',
    'typescript session types',
  ],
  howToTell: "the compiler says that a property does not exist on type 'Session & Partial<SessionData>'",
  lesson: 1,
  step: 'The same app, with session()',
  explains: ['process-ended', 'does-not-listen'],
  find({ processes, problems }) {
    const printed = processes.flatMap(({ end }) => end?.output ?? [])
    const thrown = problems.map(({ error }) => error.message)
    const said = [...new Set([...thrown, ...printed])].map((text) => stripVTControlCharacters(text))
    const faults = said.flatMap((text) => [...text.matchAll(UNKNOWN_KEY)])
    const places = new Map(faults.map(({ groups }) => [groups?.['place'] ?? '', groups?.['key'] ?? '']))
    const [first] = places
    if (!first) return null
    const [place, key] = first
    return {
      message:
        `The compiler stopped the app at ${placeText(place)}: its types do not know \`req.session.${key}\`. ` +
        'express-session cannot know what an app keeps in its sessions, so the app has to say it, once.',
      at: null,
      exchange: null,
      count: places.size,
    }
  },
  fix: {
    text: 'Say what your sessions hold: add it to the interface SessionData of express-session, in any file that is compiled.',
    code: "declare module 'express-session' {\n  interface SessionData {\n    user: string\n  }\n}",
  },
  unless: null,
  typed: true,
  needs: ['typescript', '@types/express', '@types/express-session', '@types/node'],
  claims: [
    {
      text: 'The broken app is stopped by its types alone: nothing of it ran.',
      holds: (broken, fixed) => broken.sessions.length === 0 && fixed.sessions.length === 1,
    },
  ],
  moves: [{ startsWithinMs: 60_000 }, { send: 'POST /login' }, { send: 'GET /' }],
})

/** @param place as in `app.ts(7,15):` or `app.ts:7:15 -` */
function placeText(place: string): string {
  const [, file = '', line = ''] = /^(.+?)[(:](\d+)/.exec(place) ?? []
  return `line ${line} of ${file}`
}
