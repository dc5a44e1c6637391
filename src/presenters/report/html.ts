import { visibleLines } from '../../terminal/text.ts'

/** A piece of a page that is safe to put into another. */
export interface Html {
  readonly html: string
}

/** What can stand in a template: text, which is escaped, and pieces of a page, which are not. */
type Part = string | number | Html | readonly (string | number | Html)[] | null

/** A template for a piece of a page: whatever text is put into it is shown as text. Null is nothing. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, i) => text + (i < parts.length ? partHtml(parts[i] ?? null) : '')).join(''),
})

/** Text in which `words like these` are code. */
export const prose = (text: string): Html => ({
  html: text
    .split('`')
    .map((piece, i) => (i % 2 === 0 ? html`${piece}` : html`<code>${piece}</code>`).html)
    .join(''),
})

function partHtml(part: Part): string {
  if (part === null) return ''
  if (Array.isArray(part)) return part.map(partHtml).join('')
  return typeof part === 'object' ? (part as Html).html : escaped(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML living standard, "escaping a string"; control characters, which a page may not have, are made visible. */
const escaped = (text: string): string =>
  visibleLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
