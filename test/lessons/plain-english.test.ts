import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findExercise, findLesson } from '../../src/course/find.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { GLOSSARY } from '../../src/terminal/lesson/glossary.ts'
import { oldWordsIn, readWordList } from '../support/word-list.ts'

const wordList = [...readWordList('Plain English'), ...readWordList('What learners read')]

/** Every text that something holds. What functions say is not among them. */
function textsIn(held: unknown): string[] {
  if (typeof held === 'string') return [held]
  return typeof held === 'object' && held !== null ? Object.values(held).flatMap(textsIn) : []
}

/** Texts in which such a word stands, each with what to write. */
const unplain = (held: unknown): string[] =>
  textsIn(held).flatMap((text) => oldWordsIn(text, wordList).map((place) => `${text}: ${place}`))

test.each(syllabus)('$slug is told in plain words, and so is its exercise', async ({ slug, ...known }) => {
  const { steps, experiments } = (await findLesson(slug)).lesson
  expect(unplain([known, steps, experiments])).toEqual([])
  const { solution: _, ...exercise } = Object((await findExercise(slug, 'exercise')).exercise)
  expect(unplain(exercise)).toEqual([])
})

test('people have their names in capitals, also where a label begins with one', async () => {
  const held = await Promise.all(
    syllabus.map(async ({ slug }) => [
      (await findLesson(slug)).lesson.steps,
      (await findExercise(slug, 'exercise')).exercise,
    ]),
  )
  const texts = textsIn(held)
  const people = [
    ...new Set(texts.flatMap((text) => /^(?!She |He )([A-Z][a-z]+) (?:logs|asks)\b/.exec(text)?.[1] ?? [])),
  ]
  expect(people.length).toBeGreaterThan(10)
  expect(texts.filter((text) => people.some((name) => text.startsWith(`${name.toLowerCase()} `)))).toEqual([])
})

test('the glossary and the causes are', () => {
  expect(unplain(GLOSSARY.map(({ term, means }) => [term, means]))).toEqual([])
  expect(unplain(catalogue.map(({ title, fix, unless }) => [title, fix, unless]))).toEqual([])
})

test('a word that only learners are spared is found', () => {
  expect(unplain({ a: [{ b: 'It stands above.' }] })).toEqual(['It stands above.: 1: stands (write: is)'])
  expect(unplain('What does it stand for, and who understands it?')).toEqual([])
})
