import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import { width } from '../../src/terminal/text.ts'
import { readLesson } from '../support/pages.ts'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 40, rows: 20 },
] as const

/** What moves the last slide out of the window. */
// oxlint-disable-next-line no-control-regex
const EMPTIED = /^\n*\u001b\[H/

describe.each(syllabus.map(({ slug }) => slug))('before a class %s', (slug) => {
  test.each(SIZES)(
    'asks nobody, and each slide has an empty window of $columns columns for one thing',
    async (size) => {
      const { pages, answers, events } = await readLesson(await findLesson(slug), size, true)
      expect(answers).toBe(0)
      expect(pages.filter((page) => !EMPTIED.test(page))).toEqual([])
      const slides = pages.map((page) => page.replace(EMPTIED, ''))
      const have = (text: RegExp) => slides.filter((slide) => text.test(slide))

      // The key bar has two more.
      expect(slides.filter((slide) => slide.split('\n').length > size.rows - 2)).toEqual([])
      expect(slides.filter((slide) => slide.split('\n').some((line) => width(line) > size.columns))).toEqual([])

      const count = (kind: string) => events.filter(({ event }) => event === kind).length
      expect(have(/ Predict {3}/).length).toBe(count('predict'))
      expect(have(/ It came true: /).length).toBe(count('verdict'))
      // Nobody reads the answer on the slide of the question, and two exchanges share none: what a browser asks first is no other.
      expect(have(/ Predict {3}/).filter((slide) => slide.includes(' It came true: '))).toEqual([])
      expect(have(/^ *> (?!OPTIONS)[A-Z]+ \/\S* HTTP[^]*^ *> [A-Z]+ \/\S* HTTP/m)).toEqual([])
      expect(have(/more headers/)).toEqual([])
      // What was found out stays large, however much of it a step has: only a single thing may be too long for that.
      const told = slides.filter((slide) => (slide.match(/^ *(\+ true| *> It came true)/gm)?.length ?? 0) > 1)
      expect(told.filter((slide) => /^ *\S.*\n *\S/m.test(slide.slice(slide.indexOf('\n\n'))))).toEqual([])
      // Each step begins with its number, drawn.
      expect(have(/#{2}[^]*step \d+ of \d+/).length).toBe(count('step'))
    },
  )
})
