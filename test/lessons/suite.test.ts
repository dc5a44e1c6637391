import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { partsOf } from '../../src/lesson/parts.ts'
import { CASES } from './suite/cases.ts'
import { NOT_SHOWN } from './suite/not-shown.ts'
import { SHOWN } from './suite/shown.ts'

const shown = Object.values(SHOWN).flatMap((sentences) => Object.values(sentences).flat())

/** What a lesson says and checks: its claims, and the sentences of its experiments. */
async function sentencesOf(slug: string): Promise<readonly string[]> {
  const lesson = await syllabus.find((entry) => entry.slug === slug)?.load()
  if (!lesson) return []
  const claims = partsOf(lesson.default).flatMap((part) => (part.kind === 'claim' ? [part.text] : []))
  return [...claims, ...lesson.default.experiments.map(({ text }) => text)]
}

test.each(Object.keys(SHOWN))('%s says what stands beside the test cases', async (slug) => {
  const sentences = await sentencesOf(slug)
  expect(Object.keys(SHOWN[slug] ?? {}).filter((sentence) => !sentences.includes(sentence))).toEqual([])
})

test('each test case of express-session is shown once, or there is a reason why not', () => {
  expect([...shown, ...Object.keys(NOT_SHOWN)].toSorted()).toEqual(Object.keys(CASES).toSorted())
})

test('at least 130 of 160 are shown', () => {
  expect(Object.keys(CASES)).toHaveLength(160)
  expect(shown.length).toBeGreaterThanOrEqual(130)
})
