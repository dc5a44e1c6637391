// Certificates of one's own slow each start of Node.js, by 40 ms where they name a large file: that hides what a start of ours takes.
const { NODE_EXTRA_CA_CERTS: certificates } = process.env
delete process.env['NODE_EXTRA_CA_CERTS']

/** The environment as it was, for npm. */
export const forNpm = () => ({ ...process.env, ...(certificates ? { NODE_EXTRA_CA_CERTS: certificates } : {}) })

const WIDTHS = [22, 12, 16, 18, 16]

/** One line of a table: a name, then figures that stand under each other. */
export function row(name, ...cells) {
  print(name.padEnd(WIDTHS[0]) + cells.map((cell, i) => String(cell).padStart(WIDTHS[i + 1] ?? 16)).join(''))
}

/** A goal, and whether it was reached. */
export const verdict = (reached, goal) => `${goal} ${reached ? 'reached' : 'missed'}`

/** The middle of some figures; of an even number, between the two in the middle. */
export function median(list) {
  const sorted = list.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export function print(line) {
  process.stdout.write(`${line.trimEnd()}\n`)
}
