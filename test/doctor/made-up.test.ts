import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { causesFor } from '../../src/doctor/made-up.ts'
import { at, errorFacts, exchange, observation, passed } from '../support/observations.ts'

const codesFor = (url: string, line: string) =>
  diagnose(
    observation({
      exchanges: [
        exchange({
          line: `GET ${url}`,
          status: 500,
          layers: [passed({ did: 'threw' })],
          errors: [errorFacts({ name: 'TypeError', message: 'it failed', at: at(2) })],
        }),
      ],
    }),
    causesFor(() => `const app = express()\n${line}\n`),
  ).map(({ code }) => code)

test.each([
  ['/users/me', 'user.name', ['handler-threw']],
  ['/users/one', 'user.name', []],
  ['/users/one/cart', 'row.id', []],
  ['/basket/one', 'req.session.basket.push(item)', ['handler-threw']],
])('%s failed at %s: %j', (url, line, codes) => {
  expect(codesFor(url, line)).toEqual(codes)
})
