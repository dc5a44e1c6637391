import { expect, test } from 'vitest'
import { placeIn, placeName } from '../../src/sandbox/location.ts'
import { thrownText } from '../../src/sandbox/thrown.ts'

const FILE = '/home/a b/file.js'

test.each([
  ['a URL', 'Error: x\n    at f (file:///home/a%20b/file.js:3:5)', 'Line 3'],
  ['a path', 'Error: x\n    at /home/a b/file.js:3:5', 'Line 3'],
  ['the head of a SyntaxError', 'file:///home/a%20b/file.js:3\nconst\n^^^', 'Line 3'],
  ['the topmost', '    at file:///home/a%20b/file.js:3:5\n    at file:///home/a%20b/file.js:9:1', 'Line 3'],
  [
    'a file beside it',
    '    at file:///home/a%20b/lib/h%C3%BC.js:3:5\n    at file:///home/a%20b/file.js:9:1',
    'Line 3 of lib/hü.js',
  ],
  ['below a package', '    at /home/a b/node_modules/c/d.js:1:1\n    at file:///home/a%20b/file.js:9:1', 'Line 9'],
  ['a name that is no URL', '    at file:///home/a%20b/100%.js:3:5', 'Line 3 of 100%.js'],
  ['elsewhere', '    at file:///home/a/file.js:3:5\n    at node:internal/a:1:1', null],
  ['no line', '    at file:///home/a%20b/file.js:0:5', null],
])('%s', (_, stack, name) => {
  const place = placeIn(stack, FILE)
  expect(place && placeName(place, FILE)).toBe(name)
})

test.each([
  ['Error', 'x.\ny', 'Error: x'],
  ['', "'x'", "'x'"],
  ['Error', '\n\n  x', 'Error:   x'],
  ['Error', "Cannot find package 'a' imported from /home/a b/file.js", "Error: Cannot find package 'a'"],
  ['Error', "ENOENT, open '/home/a b/c/d.js'", "Error: ENOENT, open 'c/d.js'"],
  ['TypeError', '(0 , _expressSession.session) is not a function', 'TypeError: session is not a function'],
])('%s %j reads %s', (name, message, text) => {
  expect(thrownText({ name, message, code: null, stack: '' }, FILE)).toBe(text)
})
