import { width, wrap } from './text.ts'

/** Below this many columns a label stands above its text instead of beside it. */
export const SIDE_BY_SIDE = 60

/** Where the text of a section begins, and of a step within one. */
export const SECTION_INDENT = 14
export const STEP_INDENT = 18

/**
 * A label with its text beside it, or beneath it where there is no room for two columns.
 * @param label with the spaces that stand before it; colours are allowed
 * @param indent the column where the text begins when it stands beside
 */
export function labelled(label: string, text: string, indent: number, columns: number): string {
  if (columns >= SIDE_BY_SIDE) return padded(label, indent) + wrap(text, columns, indent)
  const margin = label.length - label.trimStart().length + 2
  const body = ' '.repeat(margin) + wrap(text, columns, margin)
  return label.trim() === '' ? body : `${label}\n${body}`
}

/** A label with spaces behind it up to a column. */
export const padded = (label: string, columns: number): string => label + ' '.repeat(columns - width(label))
