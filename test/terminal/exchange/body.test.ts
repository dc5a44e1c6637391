import { expect, test } from 'vitest'
import { bodyInALine } from '../../../src/terminal/exchange/body.ts'

test.each([
  ['{"visits":1}', '{"visits":1}'],
  [' two\n  lines\n', 'two lines'],
  // What Express answers by itself, to a path without a route and with redirect().
  [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n<pre>Cannot GET /x</pre>\n</body>\n</html>\n',
    '<!DOCTYPE html> ... <body> <pre>Cannot GET /x</pre> </body> </html>',
  ],
  [
    '<!doctype html><head><title>Found</title></head><body><p>Found.</p></body>',
    '<!doctype html> ... <body><p>Found.</p></body>',
  ],
  ['<!DOCTYPE html><body>Hi</body>', '<!DOCTYPE html><body>Hi</body>'],
  ['a text that speaks of <body>', 'a text that speaks of <body>'],
])('%j', (body, line) => {
  expect(bodyInALine(body)).toBe(line)
})
