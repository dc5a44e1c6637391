import { exerciseStatus, lessonStatus, marginOf, numeral, type ListedLesson } from './list.ts'
import type { Style } from '../style.ts'
import { TEXT_COLUMNS, wrap } from '../text.ts'

/** A lesson as `progress` shows it. */
export interface PlayedLesson extends Omit<ListedLesson, 'summary' | 'minutes'> {
  /** Predictions that came true, of all; null if nobody predicted in this lesson to its end. */
  readonly score: { readonly right: number; readonly of: number } | null
  /** The claims that fell in front of the learner. */
  readonly broken: readonly string[]
  /** How many claims the lesson makes. */
  readonly claims: number
}

/** The screen of `progress`: what was done and what came of it. Lessons not begun are only counted. */
export function renderProgress(lessons: readonly PlayedLesson[], style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const begun = lessons.filter(({ status, exercise }) => status !== 'new' || (exercise?.status ?? 'new') !== 'new')
  const done = lessons.filter(({ status }) => status === 'done').length
  const solved = lessons.filter(({ exercise }) => exercise?.status === 'solved').length
  const say = (sentence: string) => ` ${wrap(sentence, columns - 1, 1)}`
  const paragraphs = [
    say(`${done} of ${lessons.length} lessons done, ${solved} of ${lessons.length} exercises solved`),
    begun.map((lesson) => renderLesson(lesson, style, columns, marginOf(begun))).join('\n'),
    done < lessons.length
      ? say(`${begun.length === 0 ? 'Begin' : 'Go on'} with: ${style.program} next`)
      : solved < lessons.length
        ? say(`Go on with: ${style.program} watch`)
        : '',
  ]
  return `\n${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n\n`
}

function renderLesson(lesson: PlayedLesson, style: Style, columns: number, margin: number): string {
  const { status, step, steps, score, broken, claims, exercise } = lesson
  const facts = [
    ...[lessonStatus(lesson, style)].filter((text) => text !== ''),
    ...(status === 'done' && step > 0 ? [`again: ${step} of ${steps}`] : []),
    ...(score === null ? [] : [`predicted ${score.right} of ${score.of}`]),
    ...(broken.length === 0 ? [] : [`broke ${broken.length} of ${claims} claims`]),
    ...[exerciseStatus(exercise, style)].filter((text) => text !== ''),
  ]
  const title = numeral(lesson, margin) + style.bold(wrap(lesson.title, columns, margin))
  return `${title}\n${' '.repeat(margin)}${wrap(facts.join(', '), columns, margin)}`
}
