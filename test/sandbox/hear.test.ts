import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { hear } from '../../src/sandbox/hear.ts'
import { readWord } from '../../src/sandbox/read-word.ts'
import { exchange, passed, problem, processFacts, sessionCall, storeCall } from '../support/observations.ts'

const SECRET = 'the secret: '

/** What is heard of these pieces. */
async function heardOf(pieces: readonly (string | Buffer)[], end = true): Promise<readonly unknown[]> {
  const pipe = new PassThrough()
  const heard: unknown[] = []
  hear(pipe, SECRET, {
    word: ({ say }) => heard.push(say),
    noise: (text) => heard.push({ noise: text }),
    end: () => heard.push('end'),
  })
  for (const piece of pieces) pipe.write(piece)
  pipe.end()
  await finished(pipe)
  return end ? heard : heard.slice(0, -1)
}

const ALIVE = `${SECRET}{"say":"alive"}\n`

describe('words', () => {
  test('whole, in pieces and several at once', async () => {
    expect(await heardOf([ALIVE])).toEqual(['alive', 'end'])
    expect(await heardOf(ALIVE.split(''))).toEqual(['alive', 'end'])
    expect(await heardOf([ALIVE + ALIVE.slice(0, 5), ALIVE.slice(5) + ALIVE])).toEqual([
      'alive',
      'alive',
      'alive',
      'end',
    ])
  })

  test('with characters of several bytes, cut anywhere', async () => {
    const word = Buffer.from(`${SECRET}{"say":"crowded","request":"GET /ü✔"}\n`)
    const heard = await heardOf([...word].map((byte) => Buffer.of(byte)))
    expect(heard).toEqual(['crowded', 'end'])
  })
})

describe('noise', () => {
  test.each([
    ['garbage', 'garbage\n', 'garbage'],
    ['no line feed', 'garbage', 'garbage'],
    ['a word without the secret', '{"say":"alive"}\n', '{"say":"alive"}'],
    ['the beginning of the secret', SECRET.slice(0, 5), SECRET.slice(0, 5)],
    ['an empty line', '\n', ''],
    ['no word after the secret', `${SECRET}null\n`, 'null'],
    ['a word that is cut off', ALIVE.slice(0, -2), '{"say":"alive"'],
    ['with a word right behind it', `g${ALIVE}`, 'g'],
  ])('%s', async (_, piece, noise) => {
    expect(await heardOf([piece])).toEqual([{ noise }])
  })

  test('is the last that is heard', async () => {
    expect(await heardOf([ALIVE, `garbage\n${ALIVE}`, ALIVE])).toEqual(['alive', { noise: 'garbage' }])
  })

  test('without end is not waited for', async () => {
    const piece = Buffer.alloc(100_000, 'x')
    for (const begin of ['', SECRET]) {
      const pipe = new PassThrough({ highWaterMark: 1e8 })
      const heard: string[] = []
      hear(pipe, SECRET, { word() {}, noise: (text) => heard.push(text), end() {} })
      pipe.write(begin)
      for (let i = 0; i < 30; i += 1) pipe.write(piece)
      await expect.poll(() => heard).toEqual(['x'.repeat(60)])
    }
  })
})

describe('a line is a word only with all of its parts, and with no others', () => {
  test.each([
    '{"say":"ready","port":1}',
    '{"say":"unsettled"}',
    '{"say":"exit","call":"","stack":""}',
    '{"say":"answer","number":1,"value":null}',
    '{"say":"answer","number":1,"value":true}',
    '{"say":"answer","number":1,"value":122.5}',
    '{"say":"uncaught","thrown":{"name":"","message":"","code":null,"stack":"","denied":{"permission":"","resource":""}}}',
  ])('%s is one', (line) => {
    expect(readWord(line)).toEqual(JSON.parse(line))
  })

  test.each([
    '',
    'null',
    '1',
    '"ready"',
    '[]',
    '{}',
    '{"say":"exit"}',
    '{"say":1}',
    '{"say":"constructor"}',
    '{"say":"__proto__"}',
    '{"say":"ready","port":"1"}',
    '{"say":"ready","port":1,"more":1}',
    '{"say":"ready","port":1,"__proto__":{}}',
    '{"say":"answer","number":1,"value":{}}',
    '{"say":"uncaught","thrown":{"name":"","message":"","code":1,"stack":""}}',
    '{"say":"failed","parsing":false}',
    '['.repeat(100_000),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `{"say":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
  ])('%.80s is none', (line) => {
    expect(readWord(line)).toBeNull()
  })
})

describe('facts', () => {
  const told = (fact: unknown) => readWord(JSON.stringify({ say: 'fact', fact }))
  const known = exchange({ layers: [passed()] })

  test.each([
    { fact: 'process', started: processFacts() },
    { fact: 'session', session: sessionCall() },
    { fact: 'exchange', exchange: known },
    { fact: 'problem', problem: problem() },
    { fact: 'dropped', dropped: { pid: 1, count: 3, statuses: { 200: 3 }, failed: 0, errors: [], cookiesKeptBack: 0 } },
  ])('$fact is a fact', (fact) => {
    expect(told(fact)).not.toBeNull()
  })

  test.each([
    ['nothing', null],
    ['one of no kind', { fact: 'else' }],
    ['one without its parts', { fact: 'process' }],
    ['an exchange that is none', { fact: 'exchange', exchange: null }],
    ['an exchange without a number', { fact: 'exchange', exchange: { ...known, number: '1' } }],
    ['an exchange with layers that are none', { fact: 'exchange', exchange: { ...known, layers: [null] } }],
    ['an exchange without headers', { fact: 'exchange', exchange: { ...known, request: {} } }],
    ['an exchange with half a header', { fact: 'exchange', exchange: { ...known, request: { headers: [['a']] } } }],
    ['an exchange with a trace that is no text', { fact: 'exchange', exchange: { ...known, trace: [1] } }],
    ['an exchange without a time', { fact: 'exchange', exchange: { ...known, cameMs: null } }],
    [
      'a layer at no place',
      { fact: 'exchange', exchange: { ...known, layers: [passed({ at: { file: 1 } as never })] } },
    ],
    ['a call of no store', { fact: 'exchange', exchange: { ...known, store: [storeCall({ op: 'x' as never })] } }],
    [
      'a call without a session',
      { fact: 'exchange', exchange: { ...known, store: [storeCall({ session: 1 as never })] } },
    ],
    ['an id that is not shown', { fact: 'exchange', exchange: { ...known, generated: [{ kind: 'string', ms: 1 }] } }],
    ['an error without a message', { fact: 'exchange', exchange: { ...known, untaken: [{ name: 'Error' }] } }],
    ['a session without options', { fact: 'session', session: { ...sessionCall(), options: null } }],
  ])('%s is none', (_, fact) => {
    expect(told(fact)).toBeNull()
  })
})
