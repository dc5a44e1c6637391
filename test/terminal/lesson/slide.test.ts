import { expect, test } from 'vitest'
import { renderSlide, renderTitle } from '../../../src/terminal/lesson/slide.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'

const ROOM = 21
const style = plainStyle()

test('a slide fills the room, with what is on it in the middle', () => {
  const lines = renderSlide(' one\n two\n\n three', 'genid   step 1 of 9', ROOM, style).split('\n')
  expect(lines).toHaveLength(ROOM)
  expect(lines[0]?.trim()).toBe('genid   step 1 of 9')
  const place = lines.findIndex((line) => line.trim() === 'one')
  expect(place).toBeGreaterThan(2)
  expect(lines[place]).toMatch(/^ {8,}one$/)
  // Double spacing, and paragraphs still stand apart.
  expect(lines.slice(place + 1, place + 6).map((line) => line.trim())).toEqual(['', 'two', '', '', 'three'])
})

test('where there is no room for double spacing, the lines stand as they are', () => {
  const body = Array.from({ length: ROOM - 3 }, (_, i) => ` line ${i}`).join('\n')
  const lines = renderSlide(body, 'genid', ROOM, style).split('\n')
  expect(lines).toHaveLength(ROOM)
  expect(lines.map((line) => line.trim()).join('\n')).toContain('line 0\nline 1\nline 2')
})

test('the parts of what one slide cannot hold look alike: close lines, and the same first column', () => {
  const whole = [...Array.from({ length: ROOM }, (_, i) => ` line ${i}`), `   ${'wide '.repeat(14)}`].join('\n')
  const [first = '', second = ''] = [' line 0\n line 1', ' line 2\n line 3'].map((part) =>
    renderSlide(part, 'genid', ROOM, style, whole),
  )
  const firstColumns = [first, second].map((slide) => /^ *(?=line)/m.exec(slide)?.[0].length)
  expect(firstColumns[0]).toBe(firstColumns[1])
  expect(second).toMatch(/line 2\n *line 3/)
})

test.each([5, 30, 59, 60])('prose of %i columns begins where any other does', (columns) => {
  const columnOf = (text: string) => /^ *(?=x)/m.exec(renderSlide(` ${text}`, 'genid', ROOM, style))?.[0].length
  expect(columnOf('x'.repeat(columns))).toBe(columnOf('x'))
})

test('the lines of a long title are about as long as each other', () => {
  const text = renderTitle(4, 'Above session() and below it', 'Session options', style)
  expect(text).toContain('A b o v e   s e s s i o n ( )')
  expect(text).toContain('a n d   b e l o w   i t')
})

test('a title has its number drawn large, and its letters apart', () => {
  const title = renderTitle(12, 'secure: true', 'Session options', style)
  expect(title).toContain('s e c u r e :   t r u e')
  expect(title.match(/^.{0,22}#/gm)).toHaveLength(5)
  expect(title).toContain('Session options')
})

test.each([24, 32, 40, 60, 80, 200])('at %i columns a title keeps to the window', (columns) => {
  const narrow = plainStyle({ columns })
  const text = renderTitle(
    10,
    'The same restart, with a store on disk and unforgettable-configuration',
    'Restart',
    narrow,
  )
  const slide = renderSlide(text, '', ROOM, narrow)
  expect(slide.split('\n').filter((line) => width(line) > columns)).toEqual([])
})
