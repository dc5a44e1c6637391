import { expect, test } from 'vitest'
import { findPlace } from '../../src/course/find.ts'
import { findStep } from '../../src/course/find-step.ts'
import { UserError } from '../../src/errors.ts'

const { steps } = await findPlace('2', 'lesson')

test.each([
  ['2', undefined, { number: 2, step: null }],
  ['genid', undefined, { number: 3, step: null }],
  ['2', '5', { number: 2, step: 5 }],
  ['2.5', undefined, { number: 2, step: 5 }],
  ['genid.3', undefined, { number: 3, step: 3 }],
  ['GENID', '3', { number: 3, step: 3 }],
  ['2.1', undefined, { number: 2, step: 1 }],
  [`2.${steps}`, undefined, { number: 2, step: steps }],
])('lesson %j with --step %j', async (typed, flag, expected) => {
  const { place, step } = await findStep(typed, flag)
  expect({ number: place.number, step }).toEqual(expected)
})

test.each([
  ['2.0', undefined],
  ['2.', undefined],
  ['2.x', undefined],
  ['2.-1', undefined],
  [`2.${steps + 1}`, undefined],
  ['2', '0'],
  ['2', ''],
  ['2', 'five'],
  ['2', '1e0'],
  ['2', '4.5'],
  ['cookie-max-age', String(steps + 1)],
])('there is no such step: lesson %j with --step %j', async (typed, flag) => {
  const error: unknown = await findStep(typed, flag).catch((thrown: unknown) => thrown)
  if (!(error instanceof UserError)) throw new Error('This is no step.')
  expect(error.message).toMatch(new RegExp(`^There is no step ".*" in lesson 2: it has ${steps}, `))
  expect(error.hintFor({ program: 'tutor' })).toBe(`The last is: tutor lesson 2 --step ${steps}`)
  expect(error.exitCode).toBe(2)
})

test.each([
  ['99', '1', 'There is no lesson "99".'],
  ['99.1', undefined, 'There is no lesson "99".'],
  ['.5', undefined, 'There is no lesson ".5".'],
  ['2.5', '5', 'The step is given twice: as "2.5", and with --step.'],
])('lesson %j with --step %j: %s', async (typed, flag, message) => {
  await expect(findStep(typed, flag)).rejects.toThrow(message)
})
