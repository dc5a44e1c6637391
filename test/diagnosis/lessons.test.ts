import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'

const shown = catalogue.filter(({ lesson }) => lesson !== null)

test.each(shown)('$code points at a step that is there: $lesson, $step', async ({ lesson, step }) => {
  const { default: script } = (await syllabus[(lesson ?? 0) - 1]?.load()) ?? {}
  expect(script?.steps.map(({ title }) => title)).toContain(step)
})
