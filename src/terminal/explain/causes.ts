import type { Cause } from '../../diagnosis/cause.ts'
import { proseColumns } from '../lesson/verdict.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'

/** The causes that somebody's words may be about, each with how to tell whether one has it. @param words as they were typed */
export function renderCauses(words: string, causes: readonly Cause[], style: Style): string {
  const columns = proseColumns(style)
  const count = causes.length === 1 ? '1 cause' : `${causes.length} causes, the likeliest first`
  const said = wrap(visible(words.length > 200 ? `${words.slice(0, 200)}...` : words), columns, 1)
  return [
    '',
    ` ${style.bold(said)}`,
    ` ${style.dim(count)}`,
    ...causes.flatMap(({ code, title, howToTell }) => [
      '',
      ` ${style.accent(code)}`,
      `   ${wrap(title, columns - 3, 3)}`,
      `   ${wrap(`${style.dim('you have it if')} ${howToTell}`, columns - 3, 3)}`,
    ]),
    '',
    ` ${wrap(`See one happen: ${style.program} explain ${causes[0]?.code ?? ''}`, columns, 3)}`,
  ].join('\n')
}

/** What surprises people, each with its causes. @param surprises by what they are called */
export function renderSurprises(
  surprises: readonly (readonly [title: string, codes: readonly string[]])[],
  style: Style,
): string {
  const columns = proseColumns(style)
  return [
    '',
    ` ${style.bold('What surprised you?')}`,
    ...surprises.flatMap(([title, codes]) => [
      '',
      ` ${title}`,
      `   ${style.dim(wrap(codes.join(', '), columns - 3, 3))}`,
    ]),
    '',
    ` ${wrap(`Say it in your own words, or paste an error: ${style.program} explain new id on every request`, columns, 3)}`,
    ` ${wrap(`See a cause happen: ${style.program} explain secure-over-http`, columns, 3)}`,
  ].join('\n')
}
