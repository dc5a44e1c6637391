import { UserError } from '../../errors.ts'
import type { InspectFlags } from './flags.ts'

/** @throws UserError for flags that cannot mean anything together, or no cookie at all */
export function refuseContradictions(flags: InspectFlags): void {
  const { batch, cookie, name, prefix, sign, store } = flags
  const readers = READERS.flatMap(([flag, words]) =>
    flags[flag] === '-' || (flag === 'cookie' && batch) ? [words] : [],
  )
  if (sign === undefined) {
    if (batch ? cookie !== undefined && cookie !== '-' : cookie === undefined) throw batch ? BATCH : NOTHING
    if (batch)
      refuseBeside(
        flags,
        '--batch',
        ['wordlist', 'store', 'session', 'copy'],
        'Inspect one paste at a time, with --cookie.',
      )
    if (name !== undefined) {
      throw new UserError(
        '--name names the cookie that --sign makes, but --sign is missing.',
        'Leave it out, or add --sign <id>.',
      )
    }
  } else {
    refuseBeside(
      flags,
      '--sign',
      ['cookie', 'batch', 'wordlist', 'store', 'session'],
      '--sign makes a cookie: take that one apart with a second command.',
    )
  }
  if (readers.length > 1) {
    throw new UserError(
      `The ${readers.slice(0, 2).join(' and the ')} cannot both come from standard input.`,
      'Give one of them as a file or as text.',
    )
  }
  if (flags.session !== undefined)
    refuseBeside(flags, '--session', ['store'], 'Both say what the store has: give only one of them.')
  if (prefix !== undefined && store === undefined) {
    throw new UserError(
      '--prefix says how keys in a store begin, but no store is given.',
      'Add --store redis://127.0.0.1',
    )
  }
}

/** What may be `-`, and what it is called in a sentence. */
const READERS = [
  ['cookie', 'cookie'],
  ['sign', 'session id'],
  ['session', 'session'],
  ['wordlist', 'word list'],
  ['secretFile', 'secrets'],
] as const

const BATCH = new UserError(
  '--batch takes its cookies from standard input.',
  (program) => `Leave --cookie out: ${program} inspect --batch < cookies.txt`,
)

const NOTHING = new UserError(
  'There is no cookie to inspect.',
  (program) => `Try: ${program} inspect --cookie <value>, or see: ${program} inspect --help`,
)

function refuseBeside(
  flags: InspectFlags,
  flag: string,
  others: readonly ('batch' | 'cookie' | 'copy' | 'session' | 'store' | 'wordlist')[],
  hint: string,
): void {
  const other = others.find((key) => flags[key] !== undefined)
  if (other !== undefined) throw new UserError(`${flag} does not go with --${other}.`, hint)
}
