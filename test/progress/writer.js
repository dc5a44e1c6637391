// Writes entries 1, 2, 3... to the journal in argv[2] for the lesson argv[3], argv[4] of them or until it is killed. Each is
// acknowledged on standard output after record() returned: `ok 1` when saved, `not saved 1` when not. Runs what was built.
import { writeSync } from 'node:fs'
import { openProgress } from '../../dist/src/progress/open.js'

const [folder = '', lesson = '', count = 'Infinity'] = process.argv.slice(2)
const store = openProgress(folder, Date.now)

for (let number = 1; number <= Number(count); number += 1) {
  // A long one crosses into another page, where SIGKILL can cut a write.
  const claim = `${number} ${'x'.repeat(number % 2 === 0 ? 6000 : 10)}`
  const saved = store.record({ type: 'broke', lesson, claim })
  writeSync(1, `${saved ? 'ok' : 'not saved'} ${number}\n`)
}
