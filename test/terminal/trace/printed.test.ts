import { expect, test } from 'vitest'
import { renderPrinted } from '../../../src/terminal/trace/printed.ts'
import { plainStyle } from '../../support/style.ts'

const coloured = plainStyle({ sessions: [(text) => `<${text}>`] })

test.each([
  ['words', 'words'],
  ['\u001b[32mgreen\u001b[39m', '\u001b[32mgreen\u001b[39m\u001b[0m'],
  ['\u001b[mreset\u001b[;1m', '\u001b[0mreset\u001b[0;1m\u001b[0m'],
  ['\u001b[1;38;5;200mbold', '\u001b[1;38;5;200mbold\u001b[0m'],
  // What moves the cursor, clears, asks the terminal, sets its title or writes to its clipboard.
  ['\u001b[2J\u001b[H', '\\x1b[2J\\x1b[H'],
  ['\u001b[6n\u001b[?1049h', '\\x1b[6n\\x1b[?1049h'],
  ['\u001b]52;c;AAAA\u0007', '\\x1b]52;c;AAAA\\x07'],
  ['\u009b31mred', '\\x9b31mred'],
  ['\u001b[38:2::1:2:3mred', '\\x1b[38:2::1:2:3mred'],
  ['50%\r100%', '50%\\r100%'],
  ['a\tb', 'a        b'],
])('%j', (line, drawn) => {
  expect(renderPrinted(line, coloured)).toBe(drawn)
})

test('without colours there are none', () => {
  expect(renderPrinted('\u001b[32mgreen\u001b[39m', plainStyle())).toBe('green')
})
