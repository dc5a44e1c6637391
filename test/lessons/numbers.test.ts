import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
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
    proxy: 'behind-a-proxy',
    origins: 'another-origin',
    ending: 'ending-a-session',
  })
})

test('causes point at the steps that show them, by number and title', async () => {
  const pointing = catalogue.flatMap(({ code, lesson, step }) => (lesson === null ? [] : [{ code, lesson, step }]))
  expect(pointing.length).toBeGreaterThan(0)
  for (const { code, lesson, step } of pointing) {
    const { default: script } = (await syllabus[lesson - 1]?.load()) ?? {}
    expect([code, script?.steps.map(({ title }) => title)]).toEqual([code, expect.arrayContaining([step])])
  }
})
