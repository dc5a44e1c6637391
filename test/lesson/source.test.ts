import { expect, test } from 'vitest'
import { cutRegion } from '../../src/lesson/source.ts'

const source = [
  'first',
  '// #region one',
  'in one',
  '  also',
  '// #endregion',
  '  // #region two',
  '  in two',
  '  // #endregion',
].join('\n')

test.each([
  ['one', { firstLine: 3, text: 'in one\n  also' }],
  ['two', { firstLine: 7, text: '  in two' }],
])('region %s keeps its place in the file', (region, cut) => {
  expect(cutRegion(source, region)).toEqual(cut)
})

test('a region that is not there is a mistake of the lesson', () => {
  expect(() => cutRegion(source, 'three')).toThrow(/no region "three"/)
})
