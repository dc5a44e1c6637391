import type { Versions } from '../../lesson/versions.ts'
import type { Question } from '../prompts.ts'
import { renderLessons, type ListedLesson } from './list.ts'
import { listLook } from '../lesson/question.ts'
import type { Style } from '../style.ts'
import { aside, TEXT_COLUMNS } from '../text.ts'

/** The line on top of the menu: the program, and the versions it teaches. */
export function renderMenuHead(versions: Versions, style: Style): string {
  const taught = `express-session ${versions['express-session']} on Express ${versions.express}`
  return `\n${aside(` ${style.bold('session-tutor')}`, style.dim(taught), Math.min(style.columns - 1, TEXT_COLUMNS), 1)}`
}

/** Lines of the menu beside the lessons: the head, the other ways, the keys, and blank lines between them. */
const OTHER_LINES = 11

/** The menu's list: the lessons as in `list`, then the other ways, each selected with the pointer. */
export function menuLook(
  lessons: readonly ListedLesson[],
  style: Style,
): Pick<Question, 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const narrow = { ...style, columns: style.columns - 1 }
  // Where the window is low the exercises go, and then the summaries, rather than the top of the menu.
  const fewer = lessons.map((lesson) => ({ ...lesson, exercise: null }))
  const least = fewer.map((lesson) => ({ ...lesson, summary: '' }))
  const fits = (list: typeof lessons) => renderLessons(list, narrow).split('\n').length + OTHER_LINES <= style.rows
  const rows = [lessons, fewer].find(fits) ?? least
  return {
    ...listLook(style),
    renderChoice(choice, place, selected) {
      const row = rows[place - 1]
      const pointer = selected ? style.accent(style.glyphs.pointer) : ' '
      if (row) {
        const [first = '', ...rest] = renderLessons(rows, narrow)
          .split('\n')
          .slice(...linesOf(rows, place - 1, narrow))
        return [` ${pointer}${first.slice(2)}`, ...rest].join('\n')
      }
      const text = selected ? style.accent(choice) : choice
      return `${place === rows.length + 1 ? '\n' : ''} ${pointer} ${text}`
    },
  }
}

/** Which lines of the rendered list belong to one lesson: all rows are rendered together so that their columns line up. */
function linesOf(rows: readonly ListedLesson[], index: number, style: Style): [number, number] {
  const before = index === 0 ? 0 : renderLessons(rows.slice(0, index), style).split('\n').length
  return [before, renderLessons(rows.slice(0, index + 1), style).split('\n').length]
}
