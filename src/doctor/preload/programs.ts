/** Which program a call starts, and whether that is one of those that nothing has to be kept from. */

/** The program that a call starts: what a shell is asked to do begins with its program. */
export function programOf(program: string, words: readonly string[]): string {
  const isShell = /(^|[\\/])(sh|bash|dash|cmd\.exe)$/i.test(program)
  const [first = ''] = isShell ? (words.at(-1) ?? '').trim().split(/\s+/) : [program]
  return first.replaceAll(/^["']|["']$/g, '')
}

/** Whether a call starts the compiler of tsx and others: it answers the one who started it, and does nothing else. */
export const isCompiler = (program: string, words: readonly string[]): boolean =>
  /[\\/]node_modules[\\/].*esbuild(\.exe)?$/.test(program) && words.some((word) => word.startsWith('--service'))
