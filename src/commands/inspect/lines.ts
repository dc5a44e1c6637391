import { createInspector } from '../../cookie/inspect-paste.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import { beginJudging, type Strictness } from './exit-code.ts'

/** What all lines of a batch have in common. Plain data, so that a thread can be told. */
export interface LineOptions {
  readonly secrets: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  readonly failOn: Strictness | undefined
}

/** Some lines of a batch that follow each other. */
export interface Lines {
  /** The number of the first one, counted from 1. */
  readonly first: number
  /** Without their line feeds. */
  readonly lines: readonly string[]
}

/** What came of them. */
export interface Inspected {
  /** A line of JSON for each of them. */
  readonly text: string
  /** Whether a cookie in them is not right. */
  readonly isWrong: boolean
}

/** Takes lines apart, each of which is one paste. */
export function lineInspector({ secrets, now, failOn }: LineOptions): (lines: Lines) => Inspected {
  const inspector = createInspector({ secrets, now })
  return ({ first, lines }) => {
    let isWrong = false
    const inspectLine = (line: string, i: number): string => {
      const judge = beginJudging(failOn)
      const { cookies, more } = inspector.report(line, ({ report }) => judge.hear(report))
      for (const report of cookies) judge.hear(report)
      if (judge.verdict() === 1) isWrong = true
      return `${safeJson({ line: first + i, cookies, ...(more > 0 ? { more } : {}) })}\n`
    }
    return { text: lines.map(inspectLine).join(''), isWrong }
  }
}
