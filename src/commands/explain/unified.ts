import diffSequences from '@jest/diff-sequences'

// Its types speak of the CommonJS module, where the function is a property; what is imported is the function itself.
const findCommon = diffSequences as unknown as typeof diffSequences.default

/** How many unchanged lines stand before and after the changed ones. */
const CONTEXT = 3

interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** The difference between two files as `diff -u` writes it; null where they are the same. @param names of the files */
export function unifiedDiff(before: string, after: string, names: readonly [string, string]): string | null {
  if (before === after) return null
  const lines = linesBetween(before.trimEnd().split('\n'), after.trimEnd().split('\n'))
  const isNear = lines.map((_, place) =>
    lines.slice(Math.max(0, place - CONTEXT), place + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  )
  const hunks: string[] = []
  for (let start = isNear.indexOf(true); start >= 0;) {
    const next = isNear.indexOf(false, start)
    const end = next < 0 ? lines.length : next
    hunks.push(hunkOf(lines, start, end))
    start = isNear.indexOf(true, end)
  }
  return `--- ${names[0]}\n+++ ${names[1]}\n${hunks.join('\n')}\n`
}

function hunkOf(lines: readonly Line[], start: number, end: number): string {
  const count = (some: readonly Line[], sign: '-' | '+') => some.filter((line) => line.sign !== sign).length
  const [behind, own] = [lines.slice(0, start), lines.slice(start, end)]
  const range = (other: '-' | '+') => `${count(behind, other) + 1},${count(own, other)}`
  return [`@@ -${range('+')} +${range('-')} @@`, ...own.map(({ sign, text }) => sign + text)].join('\n')
}

function linesBetween(old: readonly string[], wanted: readonly string[]): readonly Line[] {
  const lines: Line[] = []
  let [i, j] = [0, 0]
  const upTo = (oldEnd: number, newEnd: number) => {
    while (i < oldEnd) lines.push({ sign: '-', text: old[i++] ?? '' })
    while (j < newEnd) lines.push({ sign: '+', text: wanted[j++] ?? '' })
  }
  findCommon(
    old.length,
    wanted.length,
    (a, b) => old[a] === wanted[b],
    (count, a, b) => {
      upTo(a, b)
      for (const text of old.slice(a, a + count)) lines.push({ sign: ' ', text })
      ;[i, j] = [a + count, b + count]
    },
  )
  upTo(old.length, wanted.length)
  return lines
}
