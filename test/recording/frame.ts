import type { Terminal } from '@xterm/headless'

/** Neighbouring cells of one line that look the same. */
export interface Run {
  readonly column: number
  readonly text: string
  /** A colour of the terminal's palette, 0 to 15; undefined for the usual one. */
  readonly colour: number | undefined
  readonly bold: boolean
  readonly dim: boolean
}

/** The screen at one moment. */
export interface Frame {
  readonly lines: readonly (readonly Run[])[]
  readonly cursor: { readonly column: number; readonly line: number }
  /** How long it is shown. */
  readonly seconds: number
  /** The key that ends it, as it is written on the keyboard. */
  readonly key: string | undefined
}

/** Looks at a terminal's screen. */
export function takeFrame({ buffer: { active }, rows }: Terminal, seconds: number, key: string | undefined): Frame {
  const lines = Array.from({ length: rows }, (_, y) => runsOf(active.getLine(active.baseY + y)))
  return { lines, cursor: { column: active.cursorX, line: active.cursorY }, seconds, key }
}

type Line = ReturnType<Terminal['buffer']['active']['getLine']>

function runsOf(line: Line): Run[] {
  const runs: Run[] = []
  for (let column = 0; column < (line?.length ?? 0); column++) {
    const cell = line?.getCell(column)
    const text = cell?.getChars() || ' '
    const colour = cell?.isFgPalette() ? cell.getFgColor() : undefined
    const look = { colour, bold: Boolean(cell?.isBold()), dim: Boolean(cell?.isDim()) }
    const last = runs.at(-1)
    if (last && last.colour === colour && last.bold === look.bold && last.dim === look.dim) {
      runs.splice(-1, 1, { ...last, text: last.text + text })
    } else runs.push({ column, text, ...look })
  }
  return runs.flatMap(wordsOf)
}

/** A run without its wide gaps: each piece has a column of its own, so that no font can shift it far. */
function wordsOf(run: Run): Run[] {
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => ({
    ...run,
    text,
    column: run.column + index,
  }))
}
