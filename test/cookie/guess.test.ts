import { sign } from 'cookie-signature'
import { expect, test } from 'vitest'
import { guessPublished } from '../../src/cookie/signature/known-secrets.ts'
import { signedByExpress, splitSigned } from '../../src/cookie/signature/signature.ts'

const guess = (secret: string) => {
  const pieces = splitSigned(sign('id', secret))
  return pieces && guessPublished(signedByExpress(pieces))
}

test('a published secret comes with the place where it is published', () => {
  expect(guess('keyboard cat')).toEqual({
    secret: 'keyboard cat',
    key: 'keyboard cat',
    from: { published: 'the express-session README' },
  })
})

test('another secret is not guessed', () => {
  expect(guess('a horse that nobody has written about')).toBeNull()
})
