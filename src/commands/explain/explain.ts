import { catalogue } from '../../diagnosis/catalogue.ts'
import { symptoms } from '../../diagnosis/symptoms.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import { renderCauses, renderSurprises } from '../../terminal/explain/causes.ts'
import { renderPair } from '../../terminal/explain/pair.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import { createStyle } from '../../terminal/style.ts'
import type { Screen } from '../screen.ts'
import { playCause } from './play.ts'
import { shown } from './shown.ts'
import { causeOf, causesOf, surprises } from './surprises.ts'

/** Flags of `explain`. */
export interface ExplainFlags {
  readonly json?: boolean
  readonly plain?: boolean
}

/**
 * From the words of a symptom to the causes that it may have; from the code of a cause to what it is, shown live. At a terminal these are
 * screens that lead to each other.
 * @param words what somebody says, in any number of words; a code; or nothing, for the surprises that there are
 * @returns 1 if what is said of a cause does not hold in the run
 * @throws UserError if nothing in the words has to do with sessions, and for a code that there is not
 */
export async function explain(
  words: readonly string[],
  flags: ExplainFlags,
  environment: Environment,
): Promise<ExitCode> {
  const text = words.join(' ').trim()
  const asked = askedFor(text)
  const { json = false, plain = environment.accessible } = flags
  if (json) return tellAsJson(asked, environment)
  if (environment.interactive && !plain) {
    return (await import('../show-screens.ts')).showScreens(screenFor(asked), { flags: { plain }, environment })
  }
  if (plain && environment.stdinIsTerminal) {
    return (await import('./plainly.ts')).explainPlainly(screenFor(asked), environment)
  }
  return tell(asked, environment)
}

/** What somebody wants to know. */
type Asked =
  | { readonly kind: 'surprises' }
  | { readonly kind: 'causes'; readonly text: string; readonly codes: readonly string[] }
  | { readonly kind: 'cause'; readonly code: string }

function askedFor(text: string): Asked {
  if (text === '') return { kind: 'surprises' }
  if (catalogue.some(({ code }) => code === text)) return { kind: 'cause', code: text }
  if (LIKE_A_CODE.test(text)) throw unknownCode(text)
  const codes = symptoms(text).map(({ cause }) => cause.code)
  if (codes.length === 0) {
    throw new UserError(
      'No known cause fits these words.',
      (program) => `Describe what happens, or paste the error message. For a list: ${program} explain`,
    )
  }
  return { kind: 'causes', text, codes }
}

/** Words with hyphens between them: nobody complains like that, unless it is one of the words that people write so. */
const LIKE_A_CODE =
  /^(?!set-cookie$|express-session$|cookie-(session|parser)$|connect-\w+$|cross-site$|same-site$)[a-z0-9]+(-[a-z0-9]+)+$/i

function unknownCode(typed: string): UserError {
  const meant = nearest(
    typed,
    catalogue.map(({ code }) => code),
  )
  return new UserError(`There is no cause ${JSON.stringify(typed)}.`, (program) =>
    meant === undefined
      ? `Describe what happens in words, or list all causes: ${program} explain`
      : `Did you mean ${meant}? Type: ${program} explain ${meant}`,
  )
}

const LEAVE: Screen = { screen: 'quit', code: 0 }

function screenFor(asked: Asked): Screen {
  switch (asked.kind) {
    case 'surprises':
      return { screen: 'surprises', back: LEAVE }
    case 'causes':
      return { screen: 'causes', title: asked.text, codes: asked.codes, chosen: 0, back: LEAVE }
    case 'cause':
      return { screen: 'cause', cause: asked.code, back: LEAVE }
  }
}

async function tell(asked: Asked, environment: Environment): Promise<ExitCode> {
  const style = await createStyle(environment)
  const write = (page: string) => void environment.stdout.write(`${page}\n`)
  if (asked.kind === 'surprises') write(renderSurprises(surprises(), style))
  else if (asked.kind === 'causes') write(renderCauses(asked.text, causesOf(asked.codes), style))
  else {
    if (environment.stderrIsTerminal) environment.stderr.write(` ${style.dim('Starting two apps ...')}\n`)
    const played = await playCause(causeOf(asked.code), environment)
    write(renderPair(played, style, true))
    return played.claims.every(({ holds }) => holds) ? 0 : 1
  }
  return 0
}

async function tellAsJson(asked: Asked, environment: Environment): Promise<ExitCode> {
  const write = (value: object) => void environment.stdout.write(`${safeJson(value)}\n`)
  if (asked.kind === 'cause') {
    const played = await playCause(causeOf(asked.code), environment)
    write(shown(played))
    return played.claims.every(({ holds }) => holds) ? 0 : 1
  }
  const causes = asked.kind === 'causes' ? causesOf(asked.codes) : []
  write({ causes: causes.map(({ code, title, howToTell }) => ({ code, title, howToTell })) })
  return 0
}
