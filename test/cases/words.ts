import { readFileSync } from 'node:fs'
import { symptoms } from '../../src/diagnosis/symptoms.ts'

/**
 * `npm run test:words -- <cases.json>`: how often the right cause is among the first three that people's words lead to. The file holds
 * `[{ id, code, alsoRight, symptomWords }]`. Prints each that is missed, with what stands first instead; ends with 1 below nine of ten.
 */
interface Reported {
  readonly id: string
  readonly code: string
  readonly alsoRight?: readonly string[]
  readonly symptomWords: readonly string[]
}

const ENOUGH = 0.9
const FIRST = 3

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Which file? Type: npm run test:words -- <cases.json>\n')
  process.exit(2)
}

const tried = (JSON.parse(readFileSync(file, 'utf8')) as readonly Reported[]).flatMap(
  ({ id, code, alsoRight = [], symptomWords }) =>
    // One by one, and all together, as somebody tells it in a sentence or two.
    [...symptomWords, symptomWords.join('. ')].map((text, index) => {
      const found = symptoms(text).map(({ cause }) => cause.code)
      const place = found.findIndex((one) => one === code || alsoRight.includes(one))
      return { id, code, text, found, isRight: place >= 0 && place < FIRST, isWhole: index === symptomWords.length }
    }),
)
for (const { id, code, text, found } of tried.filter(({ isRight }) => !isRight)) {
  process.stdout.write(`${id}: ${text}\n  is    ${code}\n  found ${found.slice(0, 6).join(', ') || 'nothing'}\n`)
}
const parts = [false, true].map((whole) => {
  const some = tried.filter(({ isWhole }) => isWhole === whole)
  return { right: some.filter(({ isRight }) => isRight).length, of: some.length }
})
const [single, whole] = parts
process.stdout.write(
  `\nsaid one by one: ${String(single?.right)} of ${String(single?.of)}; all that one person said: ${String(whole?.right)} of ${String(whole?.of)}\n`,
)
process.exitCode = parts.every(({ right, of }) => right >= of * ENOUGH) ? 0 : 1
