import { expect, test } from 'vitest'
import { claim, explain, get, predict, send, step } from '../../src/lesson/index.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import { lessonUpTo } from '../../src/lesson/up-to.ts'

const lesson: Lesson = {
  slug: 'sample',
  title: '',
  summary: '',
  home: '',
  experiments: [],
  steps: [
    step(
      'one',
      explain('words'),
      send('first', get('/')),
      claim('It answered.', () => true),
    ),
    step(
      'two',
      send('second', get('/')),
      predict('And now?', { Yes: () => true, No: () => false }, { because: '' }),
      send('third', get('/')),
      claim('It answered again.', () => true),
      claim('And again.', () => true),
    ),
  ],
}

/** The steps of what is left, each as the kinds of its parts. */
const kindsUpTo = (at: number, last: string) =>
  lessonUpTo(lesson, { step: at, last }).steps.map(({ parts }) => parts.map(({ kind }) => kind).join(' '))

test.each<readonly [number, string, readonly string[]]>([
  [1, 'first', ['explain send']],
  [1, 'It answered.', ['explain send claim']],
  // The question that comes next is not given away.
  [2, 'second', ['explain send claim', 'send']],
  [2, 'It answered again.', ['explain send claim', 'send predict send claim']],
  [2, 'And again.', ['explain send claim', 'send predict send claim claim']],
  // Nothing that has a name was shown of this step: it counts as seen.
  [1, '', ['explain send claim']],
])('step %i, up to %j', (at, last, kinds) => {
  expect(kindsUpTo(at, last)).toEqual(kinds)
})

test('a lesson of which nothing comes later is the same lesson', () => {
  expect(lessonUpTo(lesson, { step: 2, last: 'And again.' })).toBe(lesson)
})
