import { expect, test } from 'vitest'
import { renderEnd, type EndCard } from '../../../src/terminal/lesson/end.ts'
import { plainStyle } from '../../support/style.ts'

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

test('a claim that is otherwise on the versions of the learner says so', () => {
  const claim = {
    event: 'claim',
    text: 'The sky is blue.',
    holds: false,
    reached: true,
    otherwise: true,
    breaksWith: { rolling: true },
    myth: null,
    remember: null,
  } as const
  const card = renderEnd({ ...CARD, claims: [claim], folder: '/an app' }, plainStyle({ columns: 80 }))
  expect(card).toContain('not true  The sky is blue. On your versions this is different.')
  expect(card).toContain("session-tutor lesson 3 --with '/an app' --set rolling=true")
})

test('40 columns', () => {
  expect(`\n${lastBlock(CARD, 40)}\n`).toBe(`
 Now you    Ids that nobody can guess
            twice
            session-tutor exercise 3
`)
})
