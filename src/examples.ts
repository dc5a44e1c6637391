/** The words of a command, and perhaps another command whose output it reads. */
type Example = string | { readonly from: string; readonly words: string }

/** What `--help` shows below the flags. @param program what stands before the words of a command */
export const examplesFor =
  (program: string) =>
  (...examples: readonly Example[]): string => {
    const lines = examples.map((example) => {
      const { from, words } = typeof example === 'string' ? { from: '', words: example } : example
      return `  ${from === '' ? '' : `${from} | `}${program} ${words}`.trimEnd()
    })
    return `\nExamples:\n${lines.join('\n')}\n`
  }
