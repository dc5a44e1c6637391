import { lexer, type Token } from 'marked'
import { codeWord } from './inline.ts'
import type { Style } from '../style.ts'
import { indented, TEXT_COLUMNS, visibleLines, wrap } from '../text.ts'

/** Renders the Markdown of explanations: paragraphs, lists, code, bold and emphasis. Never shortened. */
export function renderMarkdown(markdown: string, style: Style, indent = 1): string {
  const columns = Math.min(TEXT_COLUMNS, style.columns - 1) - indent
  const blocks = lexer(visibleLines(markdown)).flatMap((token) => renderBlock(token, columns, style))
  return indented(blocks.join('\n\n'), indent)
}

/** Markdown whose paragraphs and list items are a line each, so that it reads the same where a line break is kept. */
export function unwrapped(markdown: string): string {
  const inALine = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').trim()
  return lexer(markdown)
    .flatMap((token) => {
      if (token.type === 'space') return []
      if (token.type === 'list') return [(token['items'] as Token[]).map(({ raw }) => inALine(raw)).join('\n')]
      return [token.type === 'code' ? token.raw.trimEnd() : inALine(token.raw)]
    })
    .join('\n\n')
}

function renderBlock(token: Token, columns: number, style: Style): string[] {
  switch (token.type) {
    case 'space':
      return []
    case 'code':
      return [indented(style.accent(token['text'] as string), 2)]
    case 'list': {
      const items = token['items'] as Token[]
      return [items.map((item) => `${style.glyphs.bullet} ${wrap(inline([item], style), columns, 2)}`).join('\n')]
    }
    default:
      return [wrap(inline([token], style), columns)]
  }
}

function inline(tokens: readonly Token[], style: Style): string {
  return tokens
    .map((token): string => {
      const inner = 'tokens' in token && token.tokens ? inline(token.tokens, style) : ''
      switch (token.type) {
        case 'strong':
          return style.bold(inner)
        case 'codespan':
          return codeWord(token['text'] as string, style)
        case 'br':
          return '\n'
        case 'text':
        case 'escape':
          return inner || (token['text'] as string).replaceAll('\n', ' ')
        default:
          return inner || token.raw
      }
    })
    .join('')
}
