import jsTokens from 'js-tokens'

/** The source of a learner's file, as mistakes are looked for in it: comments do not count. */
export interface Code {
  /** The first line, counted from 1, in which a pattern is found; null if there is none. Patterns may reach over lines. */
  line(pattern: RegExp): number | null
  has(pattern: RegExp): boolean
  /** What a group of a pattern matched first, or undefined. */
  word(pattern: RegExp): string | undefined
  /** The file as it is, comments and all. */
  readonly source: string
}

/** Reads a source. Comments become spaces, so that a line is a line of the file. */
export function readCode(source: string): Code {
  let text = ''
  for (const { type, value } of jsTokens(source)) {
    text += type.endsWith('Comment') ? value.replaceAll(/[^\n]/g, ' ') : value
  }
  const find = (pattern: RegExp) => new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(text)
  return {
    source,
    line(pattern) {
      const found = find(pattern)
      return found ? text.slice(0, found.index).split('\n').length : null
    },
    has: (pattern) => find(pattern) !== null,
    word: (pattern) => find(pattern)?.[1],
  }
}
