import type { LessonStarts } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** On what a lesson is played. */
export type PlayedOn = Pick<LessonStarts, 'versions' | 'with'>

/** What is played on, if it is not the tutor's own: `your express 4.22.3 and express-session 1.17.3`. Else nothing. */
export function versionsText({ versions, with: elsewhere }: PlayedOn): string {
  if (elsewhere === null) return ''
  const [yours, lent] = split(['express', 'express-session'], elsewhere.lent)
  const named = (names: readonly string[]) =>
    names.map((name) => `${name} ${name === 'express' ? versions.express : versions['express-session']}`).join(' and ')
  return `your ${named(yours)}${lent.length > 0 ? ` and the tutor's ${named(lent)}` : ''}`
}

/** The note on a lesson's first page: where its packages are installed, and which of them the tutor lends. */
export function renderVersions(playedOn: PlayedOn, style: Style): string {
  const { folder = '', lent = [] } = playedOn.with ?? {}
  const sentences = [`You are playing on ${versionsText(playedOn)}.`, `Node.js finds yours from ${folder}.`]
  if (lent.length > 0) sentences.push(`It finds no ${lent.join(' and no ')} there, so the tutor lends its own.`)
  const text = wrap(visible(sentences.join(' ')), proseColumns(style), 2 + style.glyphs.arrow.length)
  return ` ${style.accent(style.glyphs.arrow)} ${text}`
}

const split = (names: readonly string[], lent: readonly string[]) =>
  [names.filter((name) => !lent.includes(name)), names.filter((name) => lent.includes(name))] as const
