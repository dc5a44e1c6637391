import type { Ending } from '../../../trace/command.ts'

/** How a command ended, as a sentence. */
export function endWords(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `The command has ended with exit code ${ending.code}.`
    case 'signalled':
      return `The command was ended by ${ending.signal}.`
    case 'not-started':
      return `The command cannot be started (${ending.code}).`
    case 'left':
      return 'Apps that report here go on.'
  }
}
