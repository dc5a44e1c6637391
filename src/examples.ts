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

/** Of `inspect`. */
export const INSPECTIONS: readonly Example[] = [
  "inspect --cookie 'connect.sid=s%3Aabc.def' --secret 'keyboard cat'",
  { from: 'curl -si http://localhost:3000', words: 'inspect --cookie - --secret-env --fail-on warning' },
  'inspect --batch --secret-file secrets.txt < cookies.txt',
  "inspect --cookie 's%3Aabc.def' --wordlist words.txt",
  "inspect --cookie 's%3Aabc.def' --store file:./sessions",
  'inspect --sign <id> --secret-env',
]
