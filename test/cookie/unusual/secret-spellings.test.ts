import { describe, expect, test } from 'vitest'
import { spellingsOf } from '../../../src/cookie/unusual/secret-spellings.ts'
import { variantThatMakes } from '../../../src/cookie/unusual/secret-variants.ts'
import { sign } from '../../../src/cookie/signature/signature.ts'

// variants.test.ts signs with the commonest of them, and asks a real express-session.

test.each([
  ['the secret in quotes', 'pears', '`pears`'],
  ['the secret without its quotes', ' `two\npears`\n', 'two\npears'],
  ['the secret without its quotes', '"pears', '"pears'],
  ['the secret without its quotes', '"a" or "b', '"a" or "b'],
  ['the secret without its quotes', 'a "pear"', 'a "pear"'],
  ['what stands behind the name of the variable', 'SECRET=pears\n', 'pears'],
  ['what stands behind the name of the variable', "  secret: 'pears'", 'pears'],
  ['what stands behind the name of the variable', 'export KEY = "two=pears"', 'two=pears'],
  ['what stands behind the name of the variable', '$KEY=pears', '$KEY=pears'],
  ['part 2 of the secret', 'plums;pears', 'pears'],
  ['part 2 of the secret', 'plums pears', 'pears'],
  ['part 2 of the secret', 'plums|pears', 'pears'],
  ['part 2 of the secret', 'plums\npears', 'pears'],
  ['part 2 of the secret', 'plums, pears', 'pears'],
  ['part 2 of the secret', 'plums, two pears ', 'two pears'],
  ['what stands before the # in the secret', ' pears # not\nplums', 'pears'],
  ['the secret without its $ and the word behind that', 'two${KIND}pears$', 'twopears$'],
  ['the secret without its $ and the word behind that', '$kind of ${} pears', ' of ${} pears'],
  ['the secret without its backslashes', 'two\\\npears', 'two\npears'],
  ['the text that Node.js reads in the secret as base64', 'dHdvIHBlYXJz', 'two pears'],
  ['the secret URL-decoded', '100% pears', '100% pears'],
])('%s: %j', (how, secret, key) => {
  const keys = [...spellingsOf(secret)].filter((spelling) => spelling.how === how).map((spelling) => spelling.key)
  expect(keys).toContain(key)
})

describe('what is said', () => {
  test('is a part of a sentence, and a sentence without its full stop', () => {
    for (const { how, advice } of spellingsOf('pears')) {
      expect(how).toMatch(/^(?:the|what|part) .*[^.]$/)
      expect(advice).toMatch(/^[A-Z].*[^.]$/)
    }
  })

  const signedWith = (secret: string) => {
    const how = { text: 'id', hash: 'sha256', encoding: 'base64' } as const
    return { ...how, signature: sign(how, secret).text }
  }

  test.each([
    ['the word NaN', 'NaN', 'variable that is not set was put into a text. Set it, and let'],
    ['the text $SECRET', '$SECRET', 'not what is in it. Take the quotes off in the code, or let'],
    ['the secret in capitals', 'PEARS', 'not with the secret as it was given. Use one spelling everywhere.'],
  ])('%s', (words, secret, advice) => {
    const message = variantThatMakes(signedWith(secret), ['plums', 'pears'])
    expect(message).toContain(`This signature is made with ${words}`)
    expect(message).toContain(advice)
  })

  test('is nothing of another secret, or where no signature can be', () => {
    expect(variantThatMakes(signedWith('plums'), ['pears'])).toBeNull()
    expect(variantThatMakes({ ...signedWith('pears'), signature: 'short' }, ['pears'])).toBeNull()
  })
})
