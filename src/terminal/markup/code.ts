import jsTokens from 'js-tokens'
import type { CodeShown } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { visible, visibleLines, wrap } from '../text.ts'

/** Renders source with its line numbers and colours: strings and keywords stand out, comments step back. */
export function renderCode({ file, firstLine, text }: CodeShown, style: Style): string {
  const lines = paint(visibleLines(text), style).split('\n')
  const digits = String(firstLine + lines.length - 1).length
  const numbered = lines.map((line, i) => {
    const number = String(firstLine + i).padStart(digits)
    const lead = ` ${style.dim(number)}  `
    return lead + wrap(line === '' ? '' : line, style.columns - 1, digits + 3, false)
  })
  return [` ${style.dim(wrap(visible(file), style.columns - 1, 1))}`, ...numbered].join('\n')
}

const KEYWORD =
  /^(?:as|async|await|const|declare|default|else|export|extends|false|for|from|function|if|import|interface|let|new|null|of|return|throw|true|type|undefined)$/

function paint(source: string, style: Style): string {
  let painted = ''
  for (const { type, value } of jsTokens(source)) {
    switch (type) {
      case 'SingleLineComment':
      case 'MultiLineComment':
        painted += eachLine(value, style.dim)
        break
      case 'StringLiteral':
      case 'NoSubstitutionTemplate':
      case 'NumericLiteral':
        painted += eachLine(value, style.string)
        break
      case 'IdentifierName':
        painted += KEYWORD.test(value) ? style.keyword(value) : value
        break
      default:
        painted += value
    }
  }
  return painted
}

/** Colours end with the line, because lines are taken apart afterwards. */
const eachLine = (text: string, paintLine: (line: string) => string): string =>
  text
    .split('\n')
    .map((line) => paintLine(line))
    .join('\n')
