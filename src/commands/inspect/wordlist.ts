import { isUtf8 } from 'node:buffer'
import { availableParallelism } from 'node:os'
import type { Unshortened } from '../../cookie/anatomy.ts'
import type { Guess, Guesser } from '../../cookie/signature/known-secrets.ts'
import { digestIn, type Signed } from '../../cookie/signature/signature.ts'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { renderProgressBar, renderStopped } from '../../terminal/progress-bar.ts'
import { createStyle } from '../../terminal/style.ts'
import { visible } from '../../terminal/text.ts'
import { searchWordlist, type Advance, type Outcome } from '../../wordlist/search.ts'
import type { Target } from '../../wordlist/trier.ts'

/** What came of a word list. */
export interface WordListResult {
  /** Knows what was guessed before, and the words that were found. */
  readonly guesser: Guesser
  readonly outcome: Outcome
}

/** How often the progress is drawn again, in milliseconds. */
const REDRAW = 100

const EMPTY: Outcome = { hits: [], lines: 0, words: 0, skipped: 0, bytes: 0 }

/**
 * Tries every line of a word list on each signature that no secret has made yet.
 * @param list a path; `-` for standard input
 * @throws UserError when no cookie has a signature that a secret makes, or the list cannot be read; Interrupted after Ctrl-C, when
 * it is told how far the search came
 */
export async function tryWordList(
  list: string,
  cookies: readonly Unshortened[],
  environment: Environment,
): Promise<WordListResult> {
  const signatures = cookies.flatMap(({ signed }) => signed ?? [])
  if (signatures.length === 0) {
    throw new UserError(
      'There is no signature to try words on: no cookie here is signed with a secret.',
      'Leave --wordlist out, or give the cookie of express-session.',
    )
  }
  const open = new Map<string, Signed>()
  const found = new Map<string, Guess>()
  for (const { signed, guess, report } of cookies) {
    if (signed && guess) found.set(keyOf(signed), guess)
    else if (signed && report.verified !== true) open.set(keyOf(signed), signed)
  }
  // What is spelled as no signing spells it, no word can make.
  const targets = [...open].flatMap(([key, signed]) => {
    const digest = digestIn(signed)
    return digest ? [{ key, target: { hash: signed.hash, message: signed.text, digest } }] : []
  })
  const outcome =
    targets.length === 0
      ? EMPTY
      : await search(
          list,
          targets.map(({ target }) => target),
          environment,
        )
  if (targets.length > 0 && outcome.lines === 0) {
    throw new UserError('There is no word in the word list.', 'Write one word per line.')
  }
  targets.forEach(({ key }, i) => {
    const hit = outcome.hits[i]
    if (hit) found.set(key, guessOf(hit.word, hit.line))
  })
  return { guesser: (signed) => found.get(keyOf(signed)) ?? null, outcome }
}

const keyOf = ({ hash, text, signature }: Signed): string => JSON.stringify([hash, text, signature])

const guessOf = (word: Buffer, line: number): Guess => ({
  secret: isUtf8(word) ? word.toString() : `hex:${word.toString('hex')}`,
  key: word,
  from: { line },
})

async function search(list: string, targets: readonly Target[], environment: Environment): Promise<Outcome> {
  const { interrupted, stderr } = environment
  const progress = await showProgress(environment)
  let advance: Advance = { ...EMPTY, totalBytes: null }
  // Told from here and not after the search has ended: by then the program has.
  const tellHowFar = () => {
    progress.clear()
    stderr.write(`${renderStopped(advance)}\n`)
  }
  interrupted.addEventListener('abort', tellHowFar)
  try {
    return await searchWordlist(list === '-' ? environment.stdin : list, targets, {
      name: list === '-' ? 'from standard input' : visible(list),
      workers: availableParallelism(),
      signal: interrupted,
      onAdvance(now) {
        advance = now
        progress.draw(now)
      },
    })
  } finally {
    interrupted.removeEventListener('abort', tellHowFar)
    progress.clear()
  }
}

/** A line on standard error that is drawn over and over; nothing where that is no terminal, or redraws are unwanted. */
async function showProgress(environment: Environment) {
  const { stderr, stderrIsTerminal, accessible, variables } = environment
  if (!stderrIsTerminal || accessible || variables['TERM'] === 'dumb') return { draw() {}, clear() {} }
  const style = await createStyle(environment)
  const began = environment.now()
  let drawnAt = began
  let shown = false
  return {
    draw(advance: Advance) {
      const now = environment.now()
      if (now - drawnAt < REDRAW) return
      drawnAt = now
      shown = true
      stderr.write(
        `\r\u001b[K${renderProgressBar(advance, now - began, { ...style, columns: environment.size().columns - 3 })}`,
      )
    },
    clear() {
      if (shown) stderr.write('\r\u001b[K')
      shown = false
    },
  }
}
