import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { LESSON } from '../../src/cookie/findings/finding.ts'

test('findings of inspect point at the lessons that show them, by number', () => {
  const pointed = Object.fromEntries(
    Object.entries(LESSON).map(([about, number]) => [about, syllabus[number - 1]?.slug]),
  )
  expect(pointed).toEqual({
    options: 'session-options',
    lifetime: 'cookie-max-age',
    genid: 'genid',
    restart: 'restart-memory-loss',
  })
})
