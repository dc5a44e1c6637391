import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { madeFiles } from './made-files.ts'

const files = await madeFiles()

test('every lesson counts, and every starter and solution', () => {
  expect(files.map(({ file }) => file)).toEqual(
    expect.arrayContaining([
      'lessons/sizes.ts',
      'lessons/claims.ts',
      'lessons/03-genid/exercise/starter.js',
      'src/diagnosis/README.md',
    ]),
  )
})

test.each(files)('$file is as it is made. If not, run: npm run make', ({ file, text }) => {
  const place = path.join(packageRoot, file)
  expect(existsSync(place) ? readFileSync(place, 'utf8') : 'There is none.', 'Run: npm run make').toBe(text)
})
