import { array, assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createPage, partsOf, type Block } from '../../src/presenters/page.ts'

const block = (text: string, more: Partial<Block> = {}): Block => ({ draw: () => text, ...more })
const claim = (text: string): Block =>
  block(text, {
    claim: {
      event: 'claim',
      text,
      holds: true,
      reached: true,
      otherwise: false,
      breaksWith: null,
      myth: null,
      remember: null,
    },
  })

test('a block fits as long as heading, blocks and blank lines between them do', () => {
  const page = createPage(7, 'heading')
  page.add(block('one\ntwo'))
  expect(page.fits(block('three\nfour'))).toBe(true)
  expect(page.fits(block('three\nfour\nfive'))).toBe(true)
  expect(page.fits(block('three\nfour\nfive\nsix'))).toBe(false)
})

test('on an empty page everything fits, for it has to go somewhere', () => {
  const page = createPage(3, 'heading')
  expect(page.hasContent).toBe(false)
  expect(page.fits(block('1\n2\n3\n4\n5\n6'))).toBe(true)
})

test('claims stand together', () => {
  const page = createPage(20, '')
  for (const one of [block('text'), claim('claim one'), claim('claim two'), block('text'), claim('claim three')])
    page.add(one)
  expect(page.text).toBe('text\n\nclaim one\nclaim two\n\ntext\n\nclaim three')
})

test('where there is little room, blocks are drawn tightly, and only there', () => {
  const page = createPage(6, 'heading')
  page.add({ draw: (tight) => (tight ? 'one\ntwo' : 'one\n\ntwo') })
  expect(page.text).toBe('heading\n\none\n\ntwo')
  page.add(block('three'))
  expect(page.text).toBe('heading\none\ntwo\n\nthree')
})

test('the last block can be taken away, so that a claim does not stand alone, but never the first', () => {
  const page = createPage(6, '')
  const [one, two] = [block('one'), block('two')]
  page.add(one)
  page.add(two)
  expect(page.takeLast()).toBe(two)
  expect(page.takeLast()).toBeUndefined()
  expect(page.text).toBe('one')
})

test('parts of a long text fit the window and lose no line that has words', () => {
  const line = constantFrom('', 'some words', 'others')
  assert(
    property(array(line, { minLength: 1, maxLength: 100 }), integer({ min: 4, max: 30 }), (lines, room) => {
      const parts = partsOf(lines.join('\n'), room)
      for (const part of parts) expect(part.split('\n').length).toBeLessThanOrEqual(room)
      const words = (text: readonly string[]) => text.join('\n').split('\n').filter(Boolean)
      expect(words(parts)).toEqual(words(lines))
    }),
  )
})

test('the last part is more than a line', () => {
  expect(partsOf('stack\nget\nset\ntouch\ndestroy', 4)).toEqual(['stack\nget', 'set\ntouch\ndestroy'])
  // Lines that the terminal wraps leave no choice.
  expect(partsOf(`${'wide'.repeat(20)}\nget`, 4, 20)).toEqual(['wide'.repeat(20), 'get'])
})

test('a part ends above a line that is indented the least, so no pane is torn from its label', () => {
  const lines = ['title', '  > one', '  > two', '    goes on', '  stack', '    known', '  store', '    get', '    set']
  expect(partsOf(lines.join('\n'), 7)).toEqual([lines.slice(0, 6).join('\n'), lines.slice(6).join('\n')])
})
