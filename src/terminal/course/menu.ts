import type { Versions } from '../../lesson/versions.ts'
import type { Question } from '../prompts.ts'
import { marginOf, numeral, renderRows, type ListedLesson } from './list.ts'
import { listLook } from '../lesson/question.ts'
import type { Style } from '../style.ts'
import { aside, TEXT_COLUMNS, wrap } from '../text.ts'

/** The line on top of the menu: the program, and the versions it teaches. */
export function renderMenuHead(versions: Versions, style: Style): string {
  const taught = `express-session ${versions['express-session']} on Express ${versions.express}`
  return `\n${aside(` ${style.bold('session-tutor')}`, style.dim(taught), Math.min(style.columns - 1, TEXT_COLUMNS), 1)}`
}

/** Lines of the menu beside the lessons: the head, the other ways, the keys, and blank lines between them. */
const OTHER_LINES = 12

/** Those of them that belong to the list: the other ways, and the blank line above them. */
const LISTED_LINES = 6

/** In a window with no more lines than that, no blank line stands within the list. */
const LOW = 20

/** The menu's list: the lessons as in `list`, then the other ways, each selected with the pointer. */
export function menuLook(
  lessons: readonly ListedLesson[],
  style: Style,
): Pick<Question, 'room' | 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const rows = rowsThatFit(lessons, style)
  return {
    ...listLook(style),
    room: {
      lines: style.rows - (OTHER_LINES - LISTED_LINES),
      renderRest: (count, where) => style.dim(`   ${count} more ${where}`),
    },
    renderChoice(choice, place, selected) {
      const row = rows[place - 1]
      const pointer = selected ? style.accent(style.glyphs.pointer) : ' '
      // One column more than in the list without a pointer, so that it does not touch a long number.
      if (row !== undefined) return ` ${pointer} ${row.slice(2).replaceAll('\n', '\n ')}`
      const margin = marginOf(lessons)
      const text = wrap(choice, style.columns - 1, margin + 1)
      const way = numeral({ number: place }, margin).slice(2) + (selected ? style.accent(text) : text)
      return `${place === rows.length + 1 && style.rows > LOW ? '\n' : ''} ${pointer} ${way}`
    },
  }
}

/** Where the window is low the exercises go, and then the summaries where they take lines, rather than the top of the menu. */
function rowsThatFit(lessons: readonly ListedLesson[], style: Style): readonly string[] {
  const narrow = { ...style, columns: style.columns - 2 }
  const short = lessons.map((lesson) => ({ ...lesson, minutes: null }))
  const full = renderRows(short, narrow)
  const most = Math.max(lessons.length, style.rows - OTHER_LINES)
  const fits = (rows: readonly string[]) => rows.join('\n').split('\n').length <= most
  if (fits(full)) return full
  const withoutExercises = short.map((lesson) => ({ ...lesson, exercise: null }))
  const fewer = renderRows(withoutExercises, narrow)
  if (fits(fewer)) return fewer
  return renderRows(
    withoutExercises.map((lesson) => ({ ...lesson, summary: '' })),
    narrow,
  )
}
