import { expect, test } from 'vitest'
import { renderInline } from '../../../src/terminal/markup/inline.ts'
import { renderMarkdown } from '../../../src/terminal/markup/markdown.ts'
import { plainStyle } from '../../support/style.ts'

const marks = plainStyle({ accent: (text) => `<${text}>`, bold: (text) => `*${text}*` })

test.each([
  ['say `req.session` and **this**', 'say <req.session> and *this*'],
  ['a < b & c > d "quoted"', 'a < b & c > d "quoted"'],
  ['`a<b>&"`', '<a<b>&">'],
  ['1. not a list here', '1. not a list here'],
  ['# not a heading', '# not a heading'],
  ['snake_case_name stays', 'snake_case_name stays'],
  ['\u001b[31m', '\\x1b[31m'],
])('inline %j', (markdown, text) => {
  expect(renderInline(markdown, marks)).toBe(text)
})

test('paragraphs and lists are wrapped and told apart', () => {
  const text = renderMarkdown('One paragraph\nin two lines.\n\n- first\n- second `item`\n\nLast.', marks)
  expect(text).toBe(' One paragraph in two lines.\n\n - first\n - second <item>\n\n Last.')
})

test('no word of an explanation is lost at 40 columns', () => {
  const words = Array.from({ length: 80 }, (_, i) => `word${i}`)
  const text = renderMarkdown(words.join(' '), plainStyle({ columns: 40 }))
  expect(text.split(/\s+/).filter(Boolean)).toEqual(words)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(40)
})
