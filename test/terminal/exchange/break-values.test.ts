import { expect, test } from 'vitest'
import { breakGaps, breakValues } from '../../../src/terminal/exchange/break-values.ts'

test.each([
  ['what fits stays', 'Set-Cookie: a=b; Path=/', 30, 'Set-Cookie: a=b; Path=/'],
  ['an id stays whole', 'Cookie: sid=s%3A55a-jujK...(B).Exd', 24, 'Cookie: sid=\ns%3A55a-jujK...(B).Exd'],
  ['what follows a long word goes on behind it', 'x: a=bbbbbbbb; c d', 10, 'x: a=\nbbbbbbbb;\nc d'],
  ['JSON breaks behind its commas', '{"visits":1,"name":"alice"}', 16, '{"visits":1,\n"name":"alice"}'],
  ['a piece that is too wide stays', 'aaaaaaaaaa,b', 5, 'aaaaaaaaaa,\nb'],
  ['a colour code takes no columns', '\u001b[31maaa\u001b[39m=bbb', 7, '\u001b[31maaa\u001b[39m=bbb'],
  ['lines are broken each for itself', 'set a...(A)\n{"a":1}\nends 01 Dec', 14, 'set a...(A)\n{"a":1}\nends 01 Dec'],
  ['a long one leaves the next alone', 'a=bbbbbbbb\nends 01 Dec', 12, 'a=bbbbbbbb\nends 01 Dec'],
])('%s', (_, text, room, broken) => {
  expect(breakValues(text, room)).toBe(broken)
})

test('no character is lost', () => {
  const text = 'a=,;&b \u001b[1mccc=ddd\u001b[22m, =eeeeeeeeeee'
  for (let room = 1; room < 30; room += 1)
    expect(breakValues(text, room).replaceAll('\n', '').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
})

test('a gap of two spaces is where a line breaks first', () => {
  expect(breakGaps('get a(A)  found nothing', 30)).toBe('get a(A)  found nothing')
  expect(breakGaps('get a(A)  found nothing', 20)).toBe('get a(A)\nfound nothing')
  expect(breakGaps('set a(A)  {} is gone  ends later', 20)).toBe('set a(A)  {} is gone\nends later')
})
