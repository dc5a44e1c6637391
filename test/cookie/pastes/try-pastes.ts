import { readFileSync } from 'node:fs'
import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { guessPublished } from '../../../src/cookie/signature/known-secrets.ts'
import { plainStyle } from '../../support/style.ts'
import { faultsOf, type PasteCase } from './paste-case.ts'

/** `npm run test:pastes -- <file>`: tries a file of pastes, a JSON list of cases as `paste-case.ts` describes them, and prints what is wrong. */

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Say which file of pastes to try: npm run test:pastes -- pastes.json\n')
  process.exit(2)
}
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly PasteCase[]
let right = 0
for (const [i, one] of cases.entries()) {
  const now = Date.now()
  // oxlint-disable-next-line no-await-in-loop -- they are printed in order
  const seen = await inspectAnything(one.input, { secrets: one.secrets, now, guesser: guessPublished })
  // oxlint-disable-next-line no-await-in-loop -- as above
  const faults = await faultsOf(one, seen, now, plainStyle())
  if (faults.length === 0) right += 1
  else process.stdout.write(`${i + 1} ${one.name}\n   ${faults.join('\n   ')}\n`)
}
process.stdout.write(`${right} of ${cases.length} pastes are right.\n`)
process.exitCode = right === cases.length ? 0 : 1
