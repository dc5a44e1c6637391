import type { CookieReport } from '../../cookie/report.ts'
import type { Environment } from '../../environment.ts'
import { clipboardSequence, partsAsText } from '../../terminal/cookie/clipboard.ts'
import { counted } from '../../terminal/text.ts'

/** Puts the decoded parts of cookies on the clipboard, and says what happened. */
export function copyParts(reports: readonly CookieReport[], environment: Environment): void {
  if (reports.length > 0 || !environment.stderrIsTerminal)
    copyText(partsAsText(reports), `the parts of ${counted(reports.length, 'cookie')}`, environment)
  else environment.stderr.write('Nothing was copied: there is no cookie.\n')
}

/**
 * Asks the terminal to put a text on its clipboard. It is asked by way of standard error, so that nothing of it gets into what is
 * printed, and never says whether it did.
 * @param what names the text in a sentence
 */
export function copyText(text: string, what: string, { stderr, stderrIsTerminal, variables }: Environment): void {
  const sequence = clipboardSequence(text)
  if (!stderrIsTerminal || variables['TERM'] === 'dumb') {
    stderr.write('Nothing was copied: --copy asks the terminal to do it, and standard error is not a terminal.\n')
  } else if (sequence === null) {
    stderr.write(`Nothing was copied: ${what} would be longer than terminals accept, which is about 55 KB.\n`)
  } else {
    const lines = [
      `${sequence}Asked the terminal to copy ${what} (OSC 52).`,
      'If you cannot paste it now, your terminal does not support that, or forbids it.',
      ...(variables['TMUX'] ? ['tmux allows it with: set -g set-clipboard on'] : []),
    ]
    stderr.write(`${lines.join('\n')}\n`)
  }
}
