import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'

test.each(syllabus)('the exercise of $slug is tested', ({ slug }) => {
  expect(existsSync(new URL(`./${slug}.test.ts`, import.meta.url))).toBe(true)
})
