import { once } from 'node:events'
import type { NotACookie } from '../../cookie/anything.ts'
import type { InspectOptions } from '../../cookie/inspect-paste.ts'
import type { Unshortened } from '../../cookie/anatomy.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { refuseContradictions } from './contradictions.ts'
import { beginJudging } from './exit-code.ts'
import type { InspectFlags } from './flags.ts'
import type { InspectExtras } from '../../terminal/cookie/inspect.ts'
import type { WordListCount } from '../../terminal/cookie/word-list.ts'
import type { LookUp } from '../../terminal/cookie/stored.ts'

/**
 * Takes every cookie of a paste apart and says whether its signature is right. Secrets are tried in the order given: those of
 * the flags, of the file, of the environment; `secretIndex` counts in that order. An empty `--secret ''` is tried as the
 * empty key, because express-session signs with it when it stands in an array.
 * @returns 0 when nothing is wrong or nothing was checked; 1 when no secret fits, a signed value is malformed, the store does not
 * know the session, or a finding is as severe as `--fail-on` says; also 0 for anything that is known not to be a cookie
 * @throws UserError when there is no cookie to read, or secrets, word list or store cannot be read
 */
export async function inspect(flags: InspectFlags, environment: Environment): Promise<ExitCode> {
  refuseContradictions(flags)
  if (flags.sign !== undefined) {
    const { signId } = await import('./sign.ts')
    return signId(await idIn(flags.sign, environment), await secretsOf(flags, environment), flags, environment)
  }
  const options = { secrets: await secretsOf(flags, environment), now: environment.now() } satisfies InspectOptions
  if (flags.batch || flags.wordlist === '-') (await import('./standard-input.ts')).refuseFolder(environment)
  if (flags.batch) {
    return (await import('./batch.ts')).inspectBatch({ ...options, failOn: flags.failOn }, environment)
  }
  // Both take as long to load as the rest together, so they are loaded at the same time.
  const screen = flags.json ? null : loadScreen()
  const [{ inspectAnything }, { unshortened }, { respellingGuesser }] = await Promise.all([
    import('../../cookie/inspect-anything.ts'),
    import('../../cookie/anatomy.ts'),
    import('../../cookie/signature/respelled.ts'),
  ])
  const paste =
    flags.cookie === '-' ? await (await import('./standard-input.ts')).readAll(environment) : (flags.cookie ?? '')
  // Where the secret given is wrong, it is worth knowing that a published one is right.
  const asksStore = (flags.store ?? flags.session) !== undefined
  const all = flags.wordlist !== undefined || asksStore
  let unlisted: Unshortened[] = []
  const judge = beginJudging(flags.failOn)
  // A published secret is a finding, and of a cookie that is not listed it only counts where findings do.
  const guessesUnlisted = all || flags.failOn !== undefined
  let { cookies, more, notACookie } = await inspectAnything(
    paste,
    { ...options, guesser: respellingGuesser(), guessesUnlisted },
    (examination) => {
      if (all) unlisted.push(unshortened(examination))
      // A word list may change what is found.
      const isOpen = flags.wordlist !== undefined || judge.hear(examination.report)
      return all || isOpen
    },
  )
  let wordlist: WordListCount | undefined
  if (notACookie !== null) {
    await tellOther(notACookie, flags.json === true, environment)
    if (flags.copy) (await import('./copy.ts')).copyParts([], environment)
    return 0
  }
  if (cookies.length === 0) throw noCookie(paste)
  if (flags.wordlist !== undefined) {
    const { tryWordList } = await import('./wordlist.ts')
    const whole = [...cookies.map((cookie) => cookie.whole), ...unlisted]
    const tried = await tryWordList(flags.wordlist, whole, environment)
    unlisted = []
    ;({ cookies, more } = await inspectAnything(paste, { ...options, guesser: tried.guesser }, (examination) => {
      if (asksStore) unlisted.push(unshortened(examination))
      judge.hear(examination.report)
      return true
    }))
    const { lines, words, skipped } = tried.outcome
    wordlist = { lines, words, skipped }
  }
  let reports = cookies.map(({ report }) => report)
  let stored: readonly (LookUp | null)[] = []
  if (asksStore) {
    const { lookUpAll, withStore } = await import('./store.ts')
    const rest = {
      reports: unlisted.map(({ report }) => report),
      hear: (found: LookUp) => judge.hear({ verified: null, signature: null, findings: found.disagreements }),
    }
    const listed = cookies.map(({ whole }) => whole.report)
    stored = await lookUpAll(listed, rest, flags, environment)
    reports = reports.map((report, i) => withStore(report, stored[i] ?? null))
  }
  for (const report of reports) judge.hear(report)
  if (screen === null) {
    const { safeJson } = await import('../../terminal/safe-json.ts')
    const rest = safeJson({ ...(more > 0 ? { more } : {}), wordlist }).slice(1, -1)
    const parts = reports.map((report, i) => (i === 0 ? '' : ',') + safeJson(report))
    await writeAll(['{"cookies":[', ...parts, `]${rest === '' ? '' : ','}${rest}}\n`], environment)
  } else {
    const [{ renderInspect }, { renderFolded }, { createStyle }] = await screen
    const extras: InspectExtras = { stored, wordlist, more }
    const style = await createStyle(environment)
    environment.stdout.write(
      flags.all
        ? await renderInspect(cookies, environment.now(), style, extras)
        : await renderFolded(cookies, style, '--all', extras),
    )
  }
  if (flags.copy) (await import('./copy.ts')).copyParts(reports, environment)
  return judge.verdict()
}

/** Says what was pasted in place of a cookie. */
async function tellOther(notACookie: NotACookie, isJson: boolean, environment: Environment): Promise<void> {
  if (isJson) {
    const { safeJson } = await import('../../terminal/safe-json.ts')
    return writeAll([`${safeJson({ cookies: [], notACookie })}\n`], environment)
  }
  const [{ renderNotACookie }, { createStyle }] = await Promise.all([
    import('../../terminal/cookie/not-a-cookie.ts'),
    import('../../terminal/style.ts'),
  ])
  await writeAll([renderNotACookie(notACookie, await createStyle(environment))], environment)
}

/** Waits where the reader is slower than we are. */
async function writeAll(parts: readonly string[], { stdout, interrupted }: Environment): Promise<void> {
  for (const part of parts) if (!stdout.write(part)) await once(stdout, 'drain', { signal: interrupted })
}

/** A line end behind an id that is read belongs to the line. */
const idIn = async (id: string, environment: Environment): Promise<string> =>
  id === '-' ? (await (await import('./standard-input.ts')).readAll(environment)).replace(/\r?\n$/, '') : id

/** Few cookies come with a secret, and what reads files need not be loaded for the others. */
async function secretsOf(flags: InspectFlags, environment: Environment): Promise<readonly string[]> {
  if (flags.secret === undefined && flags.secretFile === undefined && !flags.secretEnv) return []
  return (await import('./secrets.ts')).gatherSecrets(flags, environment)
}

function noCookie(paste: string): UserError {
  return paste.trim() === ''
    ? new UserError('There is no cookie to inspect: the input is empty.', tryInspect)
    : new UserError(
        /\bHTTP\/\d/.test(paste)
          ? 'There is no cookie in this HTTP message: no line of it is a Cookie or a Set-Cookie header.'
          : 'There is no cookie in this text.',
        'Copy the line that begins with Set-Cookie:, or the value alone.',
      )
}

const tryInspect = (program: string): string => `Try: ${program} inspect --cookie <value>`

/** What a person looks at. A script that wants JSON needs no renderer. */
const loadScreen = () =>
  Promise.all([
    import('../../terminal/cookie/inspect.ts'),
    import('../../terminal/cookie/folded.ts'),
    import('../../terminal/style.ts'),
  ])
