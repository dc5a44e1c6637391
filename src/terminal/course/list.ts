import type { Style } from '../style.ts'
import { aside, indented, padded, TEXT_COLUMNS, width, wrap } from '../text.ts'

/** How far the learner is in the exercise of a lesson. */
export interface ListedExercise {
  readonly status: 'new' | 'started' | 'solved'
  /** Checks passed in the last try, of how many; both 0 before the first. */
  readonly passed: number
  readonly checks: number
}

/** A lesson as a list shows it. */
export interface ListedLesson {
  readonly number: number
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly status: 'new' | 'started' | 'done'
  /** Steps finished. */
  readonly step: number
  readonly steps: number
  /** How long somebody needs who reads all of it: an estimate. Null: steps and minutes are not to be shown. */
  readonly minutes: number | null
  /** Null: not to be shown. */
  readonly exercise: ListedExercise | null
}

/** The screen of `list`: every lesson, how to play one, and how to do an exercise. */
export function renderList(lessons: readonly ListedLesson[], style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const say = (sentence: string) => style.dim(` ${wrap(sentence, columns - 1, 1)}`)
  const command = (words: string) => `   ${wrap(words, columns, 3)}`
  const example = lessons.find(({ status }) => status !== 'done') ?? lessons[0]
  const unsolved = lessons.find(({ exercise }) => exercise !== null && exercise.status !== 'solved') ?? lessons[0]
  const footer = [
    say('Play one by its number or its name:'),
    ...(example
      ? [command(`${style.program} lesson ${example.number}`), command(`${style.program} lesson ${example.slug}`)]
      : []),
    ...(lessons.some(({ status }) => status !== 'done')
      ? [say('Play the first that is not done:'), command(`${style.program} next`)]
      : []),
    ...(unsolved
      ? [say('Do an exercise in your own editor:'), command(`${style.program} exercise ${unsolved.number}`)]
      : []),
  ]
  return `\n${renderLessons(lessons, style)}\n\n${footer.join('\n')}\n\n`
}

/** One row a lesson, without the line break after the last. Where the window is narrow the summary stands below the title. */
export const renderLessons = (lessons: readonly ListedLesson[], style: Style): string =>
  renderRows(lessons, style).join('\n')

/** Like {@link renderLessons}, a text a lesson: their columns line up. */
export function renderRows(lessons: readonly ListedLesson[], style: Style): readonly string[] {
  const margin = marginOf(lessons)
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const shape = {
    columns,
    margin,
    title: widest(lessons.map(({ title }) => title)),
    status: statusColumns(lessons, style),
  }
  const summary = columns - margin - shape.title - shape.status - 2 * GAP
  const row = summary >= SUMMARY_LEAST ? besideEachOther : belowEachOther
  return lessons.map((lesson) => row(lesson, style, { ...shape, summary }))
}

/** `✔ done`, `4 of 9`, or nothing for a lesson not begun. */
export function lessonStatus(
  { status, step, steps }: Pick<ListedLesson, 'status' | 'step' | 'steps'>,
  style: Style,
): string {
  if (status === 'done') return style.good(`${style.glyphs.right} done`)
  return status === 'started' ? style.accent(`${step} of ${steps}`) : ''
}

/** `✔ exercise solved`, `exercise: 2 of 4 checks`, `exercise started` before the first try, or nothing before that. */
export function exerciseStatus(exercise: ListedExercise | null, style: Style): string {
  if (exercise === null || exercise.status === 'new') return ''
  if (exercise.status === 'solved') return style.good(`${style.glyphs.right} exercise solved`)
  const { passed, checks } = exercise
  return style.accent(checks > 0 ? `exercise: ${passed} of ${checks} checks` : 'exercise started')
}

/** Widths of the columns of a row. */
interface Shape {
  readonly columns: number
  readonly margin: number
  readonly title: number
  readonly summary: number
  readonly status: number
}

const GAP = 2

/** Where the text of a row begins: there is room for the longest number, for two digits at least, and for the spaces round it. */
export const marginOf = (lessons: readonly Pick<ListedLesson, 'number'>[]): number =>
  2 * GAP + Math.max(2, ...lessons.map(({ number }) => String(number).length))

/** A summary in fewer columns is no line of text any more. */
const SUMMARY_LEAST = 24

function besideEachOther(lesson: ListedLesson, style: Style, shape: Shape): string {
  const [first = '', ...rest] = linesBelow(lesson, style, shape.summary)
  const gap = ' '.repeat(GAP)
  const title = padded(style.bold(lesson.title), shape.title)
  const summary = padded(first, shape.summary)
  const row = `${numeral(lesson, shape.margin)}${title}${gap}${summary}${gap}${lessonStatus(lesson, style)}`.trimEnd()
  return [row, ...rest.map((line) => indented(line, shape.margin + shape.title + GAP))].join('\n')
}

function belowEachOther(lesson: ListedLesson, style: Style, { columns, margin }: Shape): string {
  const title = style.bold(wrap(lesson.title, columns, margin))
  const head = aside(numeral(lesson, margin) + title, lessonStatus(lesson, style), columns, margin)
  const lines = linesBelow(lesson, style, columns - margin)
  return [head, ...lines.map((line) => indented(line, margin))].join('\n')
}

/** What stands beside or below the title: the summary, how long the lesson is, and how far the exercise is. */
function linesBelow(lesson: ListedLesson, style: Style, columns: number): readonly string[] {
  const { summary, steps, minutes, exercise } = lesson
  const size = minutes === null ? '' : style.dim(`${steps} steps, ${minutes} minutes`)
  const texts = [summary, size, exerciseStatus(exercise, style)]
  return texts.flatMap((text) => (text === '' ? [] : wrap(text, columns).split('\n')))
}

/** The number of a lesson, as wide as the margin of a row. */
export const numeral = ({ number }: Pick<ListedLesson, 'number'>, margin: number): string =>
  `${String(number).padStart(margin - GAP)}${' '.repeat(GAP)}`

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(width))

const statusColumns = (lessons: readonly ListedLesson[], style: Style): number =>
  widest(lessons.map((lesson) => lessonStatus(lesson, style)))
