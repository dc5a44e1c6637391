import type { Style } from './style.ts'
import { aside, TEXT_COLUMNS, wrap } from './text.ts'

/** The line on top of every screen of a lesson: which lesson, which step. */
export function renderHeading(
  lesson: { readonly number: number; readonly title: string },
  right: string,
  style: Style,
): string {
  const left = ` ${style.dim(String(lesson.number))}  ${style.bold(lesson.title)}`
  return aside(left, style.dim(right), Math.min(style.columns - 1, TEXT_COLUMNS + 1), 4)
}

/** What a step is about, under the heading. */
export function renderStepTitle(title: string, style: Style): string {
  return ` ${style.bold(wrap(title, style.columns - 2, 1))}`
}
