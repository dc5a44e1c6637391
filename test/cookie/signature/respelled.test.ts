import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { guessPublished, isPublished, knownSecrets } from '../../../src/cookie/signature/known-secrets.ts'
import { respell, respellingGuesser } from '../../../src/cookie/signature/respelled.ts'
import { signedByExpress, splitSigned } from '../../../src/cookie/signature/signature.ts'

const cookieOf = (secret: string, id = 'f00d.cafe') =>
  signedByExpress(splitSigned(sign(id, secret)) ?? { id: '', signature: '' })

describe('a secret that was given is a published one', () => {
  test.each([
    'keyboard cat',
    'KEYBOARD-CAT',
    'keyboardCat',
    'Keyboard_Cat',
    'key.board cat',
    'SHHHH, very-secret',
    'd53gxl41g',
    'our little secret!',
    'key',
  ])('%j', (secret) => expect(isPublished(secret)).toBe(true))

  test.each(['', ' ', '-', 'keyboard cat 2', 'keyboard, cat', 'a horse that nobody has written about'])(
    'but not %j',
    (secret) => expect(isPublished(secret)).toBe(false),
  )
})

describe('a published secret of everyday words, or a sentence, is guessed in other spellings', () => {
  test.each([
    ['keyboardCat', 'the express-session README'],
    ['KEYBOARD_CAT', 'the express-session README'],
    ['Keyboard cat', 'the express-session README'],
    ['your_secret_key', 'a page on errorhandle.ai about express-session'],
    ['yourSecretKey', 'a page on errorhandle.ai about express-session'],
    ['My Secret', 'the NestJS documentation (docs.nestjs.com)'],
    ['Secret', 'github.com/bradtraversy/node_passport_login (app.js)'],
    ['our little secret', 'github.com (many apps of one course)'],
    ['Our little secret', 'github.com (many apps of one course)'],
    ['Keep it secret, keep it safe!', 'github.com (many apps of one course)'],
    ['Keep it secret, keep it safe', 'github.com (many apps of one course)'],
  ])('%j', (secret, published) => {
    expect(guessPublished(cookieOf(secret))).toBeNull()
    expect(respellingGuesser()(cookieOf(secret))).toEqual({ secret, key: secret, from: { published, respelled: true } })
  })

  test('one that is published as it is comes from where it is published', () => {
    expect(respellingGuesser()(cookieOf('keyboard-cat'))?.from).toEqual({ published: 'the my-captcha-png README' })
  })

  test('other words, and a signature that no secret makes, are left alone', () => {
    const guess = respellingGuesser()
    expect(guess(cookieOf('MANNY IS COOL'))).toBeNull()
    expect(guess({ ...cookieOf('keyboardCat'), signature: 'none' })).toBeNull()
  })
})

test('the spellings are tried for three signatures; what was found is tried for all of them', () => {
  const guess = respellingGuesser()
  expect(guess(cookieOf('keyboardCat'))?.secret).toBe('keyboardCat')
  for (const secret of ['one', 'two']) expect(guess(cookieOf(`no such secret ${secret}`))).toBeNull()
  expect(guess(cookieOf('your_secret_key'))).toBeNull()
  expect(guess(cookieOf('keyboard cat'))?.secret).toBe('keyboard cat')
  expect(guess(cookieOf('keyboardCat', 'another id'))?.secret).toBe('keyboardCat')
})

test('no spelling is published itself, none comes twice, and there are no more than take a moment', () => {
  const texts = respell(knownSecrets).map(({ text }) => text)
  expect(texts.filter((text) => guessPublished(cookieOf(text)) !== null)).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts.length).toBeLessThan(600)
  expect(texts.filter((text) => !isPublished(text))).toEqual([])
})

test.each(['keyboardCat', 'keyboard cat', 'keyboard-cat'])('%s is spelled in every way but its own', (secret) => {
  const all =
    'keyboard cat|keyboard-cat|keyboard_cat|keyboardcat|Keyboard Cat|Keyboard_Cat|KeyboardCat|Keyboard cat|keyboardCat|KEYBOARD_CAT'
  const spelled = respell([{ secret, source: 'a book' }]).map(({ text }) => text)
  expect(spelled).toEqual(all.split('|').filter((one) => one !== secret))
})

test('a sentence is spelled without the marks at its end, and with the other letter in front', () => {
  const spelled = respell([{ secret: 'Apples are red. Pears too!!', source: 'a book' }]).map(({ text }) => text)
  expect(spelled).toEqual(['apples are red. Pears too!!', 'Apples are red. Pears too', 'apples are red. Pears too'])
})
