import { lineWith, withoutComments } from '../sandbox/source.ts'

/** The source of a learner's file, as mistakes are looked for in it: comments do not count. */
export interface Code {
  /** The first line, counted from 1, in which a pattern is found; null if there is none. Patterns may reach over lines. */
  line(pattern: RegExp): number | null
  has(pattern: RegExp): boolean
  /** What a group of a pattern matched first, or undefined. */
  word(pattern: RegExp): string | undefined
  /** The text of a line, counted from 1, comments and all; empty where there is none. */
  at(line: number | null | undefined): string
  /** The file with its comments as spaces: a character stays where it is. */
  readonly text: string
  /** The file as it is, comments and all. */
  readonly source: string
}

/** Reads a source. Comments become spaces, so that a line is a line of the file. */
export function readCode(source: string): Code {
  const text = withoutComments(source)
  const find = (pattern: RegExp) => new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).exec(text)
  return {
    source,
    text,
    line: (pattern) => lineWith(text, pattern),
    has: (pattern) => find(pattern) !== null,
    word: (pattern) => find(pattern)?.[1],
    at: (line) => source.split('\n')[(line ?? 0) - 1] ?? '',
  }
}
