import type { Style } from './style.ts'
import { aside, indented, TEXT_COLUMNS, width, wrap } from './text.ts'

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
}

/** The screen of `list`: every lesson, and how to play one. */
export function renderList(lessons: readonly ListedLesson[], style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const say = (sentence: string) => style.dim(` ${wrap(sentence, columns - 1, 1)}`)
  const command = (words: string) => `   ${wrap(words, columns, 3)}`
  const example = lessons.find(({ status }) => status !== 'done') ?? lessons[0]
  const footer = [
    say('Play one by its number or its name:'),
    ...(example
      ? [command(`session-tutor lesson ${example.number}`), command(`session-tutor lesson ${example.slug}`)]
      : []),
    ...(lessons.some(({ status }) => status !== 'done')
      ? [say('Play the first that is not done:'), command('session-tutor next')]
      : []),
  ]
  return `\n${renderLessons(lessons, style)}\n\n${footer.join('\n')}\n\n`
}

/** One row a lesson, without the line break after the last. Where the window is narrow the summary stands below the title. */
export function renderLessons(lessons: readonly ListedLesson[], style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const shape = { columns, title: widest(lessons.map(({ title }) => title)), status: statusColumns(lessons, style) }
  const summary = columns - ROW_MARGIN - shape.title - shape.status - 2 * GAP
  const row = summary >= SUMMARY_LEAST ? besideEachOther : belowEachOther
  return lessons.map((lesson) => row(lesson, style, { ...shape, summary })).join('\n')
}

/** `✔ done`, `4 of 9`, or nothing for a lesson not begun. */
export function lessonStatus({ status, step, steps }: Omit<ListedLesson, 'summary'>, style: Style): string {
  if (status === 'done') return style.good(`${style.glyphs.right} done`)
  return status === 'started' ? style.accent(`${step} of ${steps}`) : ''
}

/** Widths of the columns of a row. */
interface Shape {
  readonly columns: number
  readonly title: number
  readonly summary: number
  readonly status: number
}

/** Where the text of a row begins: there is room for a number up to 99 and the spaces round it. */
export const ROW_MARGIN = 6

const GAP = 2
/** A summary in fewer columns is no line of text any more. */
const SUMMARY_LEAST = 24

function besideEachOther(lesson: ListedLesson, style: Style, shape: Shape): string {
  const [first = '', ...rest] = wrap(lesson.summary, shape.summary).split('\n')
  const gap = ' '.repeat(GAP)
  const title = style.bold(lesson.title) + fill(lesson.title, shape.title)
  const summary = first + fill(first, shape.summary)
  const row = `${numeral(lesson)}${title}${gap}${summary}${gap}${lessonStatus(lesson, style)}`.trimEnd()
  return [row, ...rest.map((line) => indented(line, ROW_MARGIN + shape.title + GAP))].join('\n')
}

function belowEachOther(lesson: ListedLesson, style: Style, { columns }: Shape): string {
  const title = style.bold(wrap(lesson.title, columns, ROW_MARGIN))
  const head = aside(numeral(lesson) + title, lessonStatus(lesson, style), columns, ROW_MARGIN)
  if (lesson.summary === '') return head
  return `${head}\n${' '.repeat(ROW_MARGIN)}${wrap(lesson.summary, columns, ROW_MARGIN)}`
}

/** The number of a lesson, as wide as the margin of a row. */
export const numeral = ({ number }: Pick<ListedLesson, 'number'>): string =>
  `${String(number).padStart(ROW_MARGIN - GAP)}${' '.repeat(GAP)}`

const fill = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - width(text)))

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(width))

const statusColumns = (lessons: readonly ListedLesson[], style: Style): number =>
  widest(lessons.map((lesson) => lessonStatus(lesson, style)))
