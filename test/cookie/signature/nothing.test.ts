import { expect, test } from 'vitest'
import { isMadeWithNothing } from '../../../src/cookie/signature/nothing.ts'
import { sign, type Signed } from '../../../src/cookie/signature/signature.ts'

const MESSAGE = { text: 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', hash: 'sha256', encoding: 'base64' } as const
const signedWith = (secret: string): Signed => ({ ...MESSAGE, signature: sign(MESSAGE, secret).text })

test.each<[secret: string, isNothing: boolean]>([
  [String(undefined), true],
  [String(null), true],
  ['[object Object]', true],
  [String(Number.NaN), true],
  ['Undefined', false],
  ['', false],
])('%j stands for a missing secret: %s', (secret, isNothing) =>
  expect(isMadeWithNothing(signedWith(secret))).toBe(isNothing),
)

test('what is no signature is made with nothing known', () =>
  expect(isMadeWithNothing({ ...MESSAGE, signature: `${signedWith('undefined').signature}=` })).toBe(false))
