import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { renderCauses, renderSurprises } from '../../terminal/explain/causes.ts'
import { renderPair } from '../../terminal/explain/pair.ts'
import { lineReader, type LineReader } from '../../terminal/line-reader.ts'
import { createStyle, type Style } from '../../terminal/style.ts'
import type { Screen } from '../screen.ts'
import { playCause } from './play.ts'
import { causeOf, causesOf, surprises } from './surprises.ts'

/** The screens of `explain` as text that follows text: lists are chosen from by numbers. @returns 1 if something that was said did not hold */
export async function explainPlainly(first: Screen, environment: Environment): Promise<ExitCode> {
  const style = await createStyle(environment)
  const lines = lineReader(environment.stdin, environment.interrupted)
  let code: ExitCode = 0
  try {
    for (let screen = first; ;) {
      if (screen.screen === 'surprises') {
        const all = surprises()
        environment.stdout.write(`${renderSurprises(all, style, true)}\n`)
        const [title, codes] = all[(await numberOf(lines, all.length, environment)) ?? -1] ?? []
        if (title === undefined || codes === undefined) return code
        screen = { screen: 'causes', title, codes, chosen: 0, back: screen }
      } else if (screen.screen === 'causes') {
        environment.stdout.write(`${renderCauses(screen.title, causesOf(screen.codes), style, true)}\n`)
        const chosen = screen.codes[(await numberOf(lines, screen.codes.length, environment)) ?? -1]
        if (chosen === undefined) return code
        screen = { screen: 'cause', cause: chosen, back: screen }
      } else if (screen.screen === 'cause') {
        if (!(await showCause(screen.cause, style, environment))) code = 1
        screen = screen.back
      } else return code
    }
  } finally {
    lines.close()
  }
}

/** @returns whether all that was said held */
async function showCause(code: string, style: Style, environment: Environment): Promise<boolean> {
  environment.stdout.write(' Starting two apps ...\n')
  const played = await playCause(causeOf(code), environment)
  environment.stdout.write(`${renderPair(played, style, true)}\n`)
  return played.claims.every(({ holds }) => holds)
}

/** Asks for a number. @returns counts from 0; null for anyone who has enough */
async function numberOf(lines: LineReader, most: number, { stdout }: Environment): Promise<number | null> {
  for (;;) {
    stdout.write(`\n Type a number from 1 to ${most}, or quit: `)
    const typed = (await lines.next())?.trim().toLowerCase()
    stdout.write('\n')
    if (typed === undefined || typed === '' || typed === 'q' || typed === 'quit') return null
    const number = Number(typed)
    if (Number.isInteger(number) && number >= 1 && number <= most) return number - 1
    stdout.write(' There is no such number.\n')
  }
}
