import { expect, test } from 'vitest'
import { renderEnd, type EndCard } from '../../src/terminal/render-end.ts'
import { plainStyle } from '../support/style.ts'

const CARD: EndCard = {
  number: 3,
  claims: [],
  score: null,
  broken: [],
  exercise: { title: 'Ids that nobody can guess twice', status: 'new' },
}

const lastBlock = (card: EndCard, columns = 80) => renderEnd(card, plainStyle({ columns })).split('\n\n').at(-1)

test.each(['new', 'started'] as const)('the exercise comes last, with the command that begins it: %s', (status) => {
  expect(`\n${lastBlock({ ...CARD, exercise: { ...CARD.exercise, status } })}\n`).toBe(`
 Now you    Ids that nobody can guess twice
            session-tutor exercise 3
`)
})

test('an exercise that is solved needs no command', () => {
  expect(`\n${lastBlock({ ...CARD, exercise: { ...CARD.exercise, status: 'solved' } })}\n`).toBe(`
 Now you    Ids that nobody can guess twice
            + solved
`)
})

test('40 columns', () => {
  expect(`\n${lastBlock(CARD, 40)}\n`).toBe(`
 Now you    Ids that nobody can guess
            twice
            session-tutor exercise 3
`)
})
