import type { OptionChange } from '../../lesson/script.ts'
import { changeText } from '../command-lines.ts'
import { versionsText, type PlayedOn } from './versions.ts'
import type { Style } from '../style.ts'
import { aside, TEXT_COLUMNS, visible, wrap } from '../text.ts'

/** What the heading of a page tells of its lesson. */
export interface HeadedLesson {
  readonly number: number
  readonly title: string
  /** The changes that the lesson is played with; empty for the lesson as it is. */
  readonly change: OptionChange
  /** On what it is played; null before that is known. */
  readonly playedOn: PlayedOn | null
}

/**
 * The line on top of a lesson, and of each of its steps: which lesson, which step, and with which options
 * and on which versions if those are not the lesson's own.
 * @param stepTitle what the step is about; left out where the whole lesson is meant
 */
export function renderHeading(
  { number, title, change, playedOn }: HeadedLesson,
  right: string,
  style: Style,
  stepTitle?: string,
): string {
  const name = stepTitle === undefined ? style.bold(title) : `${style.dim(`${title}:`)} ${style.bold(stepTitle)}`
  const left = ` ${style.dim(String(number))}  ${wrap(name, style.columns - 1, 4)}`
  const line = aside(left, style.dim(right), Math.min(style.columns - 1, TEXT_COLUMNS + 1), 4)
  const changes = Object.keys(change).length > 0 ? `with ${changeText(change)}` : ''
  const versions = playedOn && versionsText(playedOn)
  const played = [changes, versions ? `on ${versions}` : ''].filter((part) => part !== '').join(', ')
  if (played === '') return line
  return `${line}\n    ${style.accent(wrap(visible(`played ${played}`), style.columns - 1, 4))}`
}

/** The line on top of the later pages of a step. */
export const renderLaterHeading = (stepText: string, style: Style): string => ` ${style.dim(stepText)}`

/** What a step is about, under the heading. */
export function renderStepTitle(title: string, style: Style): string {
  return ` ${style.bold(wrap(title, style.columns - 2, 1))}`
}
