import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import { readLesson } from '../support/pages.ts'

test.each(syllabus.map(({ slug }) => slug))('before a class %s asks nobody, and the run answers', async (slug) => {
  const { pages, answers, events } = await readLesson(await findLesson(slug), { columns: 80, rows: 24 }, true)
  expect(answers).toBe(0)
  const questions = events.filter(({ event }) => event === 'predict').length
  const have = (text: string) => pages.filter((page) => page.includes(text))
  expect(have(' Predict   ').length).toBe(questions)
  expect(have(' It came true: ').length).toBe(questions)
  // Nobody reads the answer on the page of the question.
  expect(have(' Predict   ').filter((page) => page.includes(' It came true: '))).toEqual([])
})
