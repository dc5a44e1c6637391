import jsTokens from 'js-tokens'
import type { CodeLines, CodeShown } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { visible, visibleLines, wrap, wrapCode } from '../text.ts'

/** Code, and what a learner reads of it. */
export interface ReadableCode extends Omit<CodeShown, 'lines'> {
  readonly lines: CodeLines
}

/**
 * Renders source with its line numbers and colours: strings and keywords stand out, comments step back.
 * @param withTypes as TypeScript; else as JavaScript, where lines that are only types are missing and the others keep their numbers
 */
export function renderCode(
  { file, lines }: Pick<ReadableCode, 'file' | 'lines'>,
  style: Style,
  withTypes: boolean,
): string {
  const shown = withTypes ? lines.withTypes : lines.javascript
  const painted = paint(visibleLines(shown.map(({ text }) => text).join('\n')), style).split('\n')
  const digits = String(shown.at(-1)?.number ?? 1).length
  const numbered = painted.map((line, i) => {
    const number = String(shown[i]?.number ?? '').padStart(digits)
    const lead = ` ${style.dim(number)}  `
    return lead + wrapCode(line, style.columns - digits - 4).replaceAll('\n', `\n${' '.repeat(digits + 3)}`)
  })
  return [` ${style.dim(wrap(visible(file), style.columns - 1, 1))}`, ...numbered].join('\n')
}

/** Whether code reads otherwise with its types. */
export const hasTypes = ({ withTypes, javascript }: CodeLines): boolean =>
  withTypes.length !== javascript.length || withTypes.some(({ text }, i) => text !== javascript[i]?.text)

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
