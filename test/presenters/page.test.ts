import { array, assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createPage, partsOf } from '../../src/presenters/page.ts'

test('a block fits as long as heading, blocks and blank lines between them do', () => {
  const page = createPage(7, 'heading')
  page.add('one\ntwo')
  expect(page.fits('three\nfour')).toBe(true)
  expect(page.fits('three\nfour\nfive')).toBe(false)
})

test('on an empty page everything fits, for it has to go somewhere', () => {
  const page = createPage(3, 'heading')
  expect(page.hasContent).toBe(false)
  expect(page.fits('1\n2\n3\n4\n5\n6')).toBe(true)
})

test('claims stand together', () => {
  const page = createPage(20, '')
  page.add('text')
  page.addClaim('claim one')
  page.addClaim('claim two')
  page.add('text')
  page.addClaim('claim three')
  expect(page.text).toBe('text\n\nclaim one\nclaim two\n\ntext\n\nclaim three')
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
