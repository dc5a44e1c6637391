import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from '../../diagnosis/finding.ts'
import { examine } from '../../doctor/examine.ts'
import type { Examination } from '../../doctor/examination.ts'
import { readTyped } from '../../doctor/typed.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { packageRoot } from '../../package-root.ts'
import { renderExamined, renderIntent, renderTried } from '../../terminal/doctor/examined.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import { createStyle } from '../../terminal/style.ts'
import type { FailOn } from '../../trace/exit-code.ts'
import { examinedJson } from './examined-json.ts'
import { patchFor, withDiffs } from './patch.ts'

/** Flags of `doctor`. */
export interface DoctorFlags {
  readonly login?: string
  readonly visit?: readonly string[]
  readonly writes?: boolean
  readonly online?: boolean
  readonly failOn?: FailOn
  readonly json?: boolean
  readonly fix?: boolean
}

/**
 * Uses somebody's own app as browsers would, and says what is wrong with its sessions.
 * @param words a file, or the words of a command
 * @param isCommand whether they are a command
 * @returns 1 if a finding is an error, or as severe as `--fail-on` says; 2 if the app could not be started at all
 * @throws UserError if there is nothing to start, or a flag says nothing that can be sent
 */
export async function doctor(
  words: readonly string[],
  isCommand: boolean,
  flags: DoctorFlags,
  environment: Environment,
): Promise<ExitCode> {
  const { json = false, fix = false, failOn = 'error' } = flags
  if (json && fix) throw new UserError('--json and --fix print one thing each.', 'Choose one of them.')
  const asked = examinationOf(words, isCommand, flags, environment)
  const style = await createStyle(environment)
  const say = (text: string) => {
    if (!json && !fix) environment.stdout.write(`${text}\n`)
  }
  say(`${renderIntent(words.join(' '), style)}\n`)
  const { nodePath, variables, signalGroup, interrupted } = environment
  const host = { nodePath, variables, dist: path.join(packageRoot, 'dist'), signalGroup }
  const examined = await examine(asked, host, (tried) => say(renderTried(tried, style)), interrupted)
  if (interrupted.aborted) return 130
  if (json) {
    const whole = { ...examined, findings: await withDiffs(examined.findings, asked.folder) }
    environment.stdout.write(`${safeJson(examinedJson(words.join(' '), whole))}\n`)
  }
  if (fix) environment.stdout.write(await patchFor(examined.findings, asked.folder))
  if (!fix && !json) say(`\n${renderExamined(examined, asked.folder, style)}`)
  const { findings, scenarios } = examined
  if (findings.length === 0 && scenarios.some(({ name, result }) => name === 'start' && result === 'failed')) return 2
  return isSevere(findings, failOn) ? 1 : 0
}

const isSevere = (findings: readonly Finding[], failOn: FailOn): boolean =>
  findings.some(({ level }) => level === 'error' || level === failOn)

function examinationOf(
  words: readonly string[],
  isCommand: boolean,
  { login, visit = [], writes = false, online = false }: DoctorFlags,
  environment: Environment,
): Examination {
  const [first, ...rest] = words
  if (first === undefined) {
    throw new UserError(
      'There is nothing to examine.',
      (program) => `Name a file or a command: ${program} doctor server.js`,
    )
  }
  const folder = realpathSync(environment.folder)
  const file = path.resolve(folder, first)
  if (!isCommand && !existsSync(file)) {
    throw new UserError(
      `There is no file ${JSON.stringify(first)}.`,
      (program) => `If it is a command, put -- before it: ${program} doctor -- ${words.join(' ')}`,
    )
  }
  if (!isCommand && /\.[cm]?tsx?$/.test(file) && !environment.runsTypeScript) {
    throw new UserError(
      'This Node.js runs no TypeScript.',
      (program) => `Start the app as you do, behind --: ${program} doctor -- npx tsx ${first}`,
    )
  }
  const isBelow = file.startsWith(folder + path.sep)
  const own = isCommand || isBelow ? folder : realpathSync(path.dirname(file))
  return {
    folder: own,
    file: isCommand ? null : path.relative(own, isBelow ? file : realpathSync(file)),
    given: isCommand ? [] : rest,
    command: isCommand ? { program: first, rest } : null,
    writes,
    online,
    login: login === undefined ? null : readTyped(login, '--login'),
    visits: visit.map((one) => readTyped(one, '--visit')),
  }
}
