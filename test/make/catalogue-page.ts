import { catalogue } from '../../src/diagnosis/catalogue.ts'
import type { Cause } from '../../src/diagnosis/cause.ts'
import { SURPRISES } from '../../src/diagnosis/words/surprises.ts'
import { howOften } from '../../src/diagnosis/words/how-often.ts'
import { formatted } from './formatted.ts'
import type { MadeFile } from './made-files.ts'

/** src/diagnosis/README.md: every cause of the catalogue, under what people see of it first. */
export async function madeCatalogue(): Promise<MadeFile> {
  const file = 'src/diagnosis/README.md'
  return { file, text: await formatted(file, pageOf(catalogue)) }
}

function pageOf(causes: readonly Cause[]): string {
  const parts = Object.entries(SURPRISES).map(([symptom, title]) => {
    const own = causes
      .filter(({ symptoms: [first] }) => first === symptom)
      .toSorted((a, b) => howOften(b.code) - howOften(a.code))
    return own.length === 0 ? '' : `## ${title}\n\n${HEAD}\n${own.map(rowOf).join('\n')}\n`
  })
  return `${introduction(causes.length)}\n${parts.filter((part) => part !== '').join('\n')}`
}

const introduction = (count: number): string => `<!-- Made by \`npm run make\` from the causes: change those. -->

# What goes wrong with sessions

The ${count} causes that \`trace\` and \`explain\` know, under what people see of them first, those that are reported most often on top. Each is
shown live by \`session-tutor explain <code>\`: a small app that has it, beside the same app without it. Its code never changes.
`

const HEAD = '| code | what is wrong | level | where | you have it if | lesson |\n| --- | --- | --- | --- | --- | --- |'

function rowOf({ code, title, level, where, howToTell, lesson, step }: Cause): string {
  const cells = [`[\`${code}\`](causes/${code})`, title, level, where, howToTell, `${lesson}, ${step}`]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '\\<')).join(' | ')} |`
}
