import { script } from '@bomb.sh/tab'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'

/** The shells that can be told what there is to type. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell'

/** What shells complete: a command by its own name. */
const NAME = 'session-tutor'

/** Prints what a shell is to read, so that it completes the words of a command. It asks `complete` then. */
export function completion(shell: Shell, { program, stderr }: Environment): ExitCode {
  script(shell, NAME, NAME)
  if (program !== NAME) {
    stderr.write(
      `Shells complete the words after ${NAME}, not those after ${program}.\nInstall it first: npm install --global ${NAME}\n`,
    )
  }
  return 0
}
