import { expect, test } from 'vitest'
import untyped from '../../src/diagnosis/causes/session-data-untyped/cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { observation, problem, processFacts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** A process that printed this, and ended as `tsc` does when it finds a fault. */
const printed = (output: string) =>
  observation({ processes: [processFacts({ end: { exitCode: 2, signal: null, output } })] })

/** What ts-node throws. */
const thrown = (said: string) =>
  observation({
    problems: [
      problem({ error: { ...problem().error, name: 'TSError', message: `⨯ Unable to compile TypeScript:\n${said}` } }),
    ],
  })

const KEY = "error TS2339: Property 'user' does not exist on type 'Session & Partial<SessionData>'."

check(untyped, {
  'tsc tells it': [printed(`src/app.ts(7,15): ${KEY}`), 0],
  'tsc tells it in colours': [
    printed(
      `\u001b[96msrc/app.ts\u001b[0m:\u001b[93m7\u001b[0m:\u001b[93m15\u001b[0m - \u001b[91merror\u001b[0m\u001b[90m TS2339: \u001b[0mProperty 'user' does not exist on type 'Session & Partial<SessionData>'.`,
    ),
    0,
  ],
  'ts-node throws it': [thrown(`src/app.ts(7,15): ${KEY}`), 0],
  'older types know only Session': [
    printed("app.ts(7,15): error TS2339: Property 'user' does not exist on type 'Session'."),
    0,
  ],
  'the property of something else': [
    printed("app.ts(7,15): error TS2339: Property 'user' does not exist on type 'Request'."),
    null,
  ],
  'another fault of the session': [
    printed("app.ts(7,3): error TS2322: Type 'number' is not assignable to type 'Session & Partial<SessionData>'."),
    null,
  ],
  'the app ended for another reason': [printed('no SECRET set'), null],
})

test('it names the first line and the key, counts each place once, and explains why the app ended', () => {
  const said = [
    `src/app.ts(7,15): ${KEY}`,
    `src/app.ts(9,30): ${KEY.replace('user', 'cart')}`,
    `src/app.ts(7,15): ${KEY}`,
  ]
  const [first, ...others] = diagnose(printed(said.join('\n')))
  expect(first).toMatchObject({ code: 'session-data-untyped', count: 2 })
  expect(first?.message).toMatch(/stopped the app at line 7 of src\/app\.ts: .*`req\.session\.user`/)
  expect(others.filter(({ level }) => level === 'error')).toEqual([])
})
