import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { compareWithStore, type Kept } from '../../src/cookie/findings/agreement.ts'
import { LESSON, type Finding, type FindingCode } from '../../src/cookie/findings/finding.ts'
import { inspectAnything } from '../../src/cookie/inspect-anything.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { NOW } from '../cookie/corpus/case.ts'
import { corpus } from '../cookie/corpus/corpus.ts'

test('findings of inspect point at the lessons that show them, by number', () => {
  const pointed = Object.fromEntries(
    Object.entries(LESSON).map(([about, number]) => [about, syllabus[number - 1]?.slug]),
  )
  expect(pointed).toEqual({
    options: 'session-options',
    lifetime: 'cookie-max-age',
    genid: 'genid',
    restart: 'restart-memory-loss',
    saving: 'when-is-it-saved',
    proxy: 'behind-a-proxy',
    origins: 'another-origin',
    ending: 'ending-a-session',
  })
})

const kept = (changes: Partial<Kept>): Kept => ({ session: {}, expiresAt: null, expiryAssumes: null, ...changes })
const SENT = { Path: '/shop', Domain: 'example.com', Expires: new Date(NOW + 1000).toUTCString() }

/** What a browser and a server say of each other. */
const EXCHANGE = (line: string) =>
  `GET / HTTP/1.1\nHost: shop.example\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n` +
  `Access-Control-Allow-Credentials: true\n${line}`

const PASTES = [
  ...Object.values(corpus)
    .flat()
    .map(({ paste, secrets = [] }) => ({ paste, secrets: [...secrets] })),
  { paste: 'Set-Cookie: connect.sid=s%3Aabc.def; Domain=localhost:3000', secrets: [] },
  { paste: EXCHANGE('Set-Cookie: __Host-sid=s%3Aabc.def; Domain=shop.example; Path=/a'), secrets: [] },
  { paste: EXCHANGE('Set-Cookie: __Secure-sid=s%3Aabc.def; Partitioned'), secrets: [] },
]

/** All that is found in these pastes, and where cookie and store do not agree. */
const found: readonly Finding[] = [
  ...(
    await Promise.all(PASTES.map(async ({ paste, secrets }) => inspectAnything(paste, { secrets, now: NOW })))
  ).flatMap(({ cookies }) => cookies.flatMap(({ report }) => report.findings)),
  ...[
    null,
    kept({}),
    kept({ expiresAt: NOW - 1 }),
    kept({ expiresAt: NOW + 100_000 }),
    kept({ otherIds: ['another'] }),
    kept({ otherKey: { option: 'prefix', value: 'shop:', isDenied: false } }),
  ].flatMap((stored) =>
    [SENT, { ...SENT, 'Max-Age': '1' }, null].flatMap((sent) => compareWithStore(sent, stored, NOW)),
  ),
]

/** What no lesson is about: other packages and formats, and how a paste was copied. */
const SHOWN_BY_NONE: readonly FindingCode[] = [
  'encoded-twice',
  'not-read',
  'placeholder-value',
  'readable-data',
  'other-framework',
  'session-ended',
  'attributes-sent-back',
  'jwt-none',
  'jwt-expired',
  'unchecked-algorithm',
  'token-not-yet-valid',
  'token-inside',
  'other-key',
  'other-id',
  'no-attributes',
]

/** Of these only some have a lesson: what is no cookie of express-session has none. */
const SOMETIMES: readonly FindingCode[] = ['malformed', 'unsigned']

test('only what no lesson is about has none', () => {
  const without = found.flatMap(({ code, lesson }) => (lesson === null && !SOMETIMES.includes(code) ? [code] : []))
  expect([...new Set(without)].filter((code) => !SHOWN_BY_NONE.includes(code))).toEqual([])
  const lessonOf = (wanted: FindingCode) => found.find(({ code }) => code === wanted)?.lesson
  for (const code of [
    'domain-widens',
    'cookie-domain-refused',
    'path-no-fence',
    'host-prefix',
    'secure-prefix',
  ] as const)
    expect([code, lessonOf(code)]).toEqual([code, LESSON.origins])
  expect(lessonOf('duplicate-name')).toBe(LESSON.origins)
})

test('what inspect and the catalogue both know, they show in the same lesson', () => {
  const shared = catalogue.flatMap(({ code, lesson }) => {
    const own = found.filter((one) => one.code === code)
    return own.length === 0 ? [] : [{ code, lesson, own: [...new Set(own.map((one) => one.lesson))] }]
  })
  expect(shared.length).toBeGreaterThan(8)
  expect(shared.filter(({ lesson, own }) => own.join() !== String(lesson))).toEqual([])
})
