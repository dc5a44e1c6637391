import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isExchange, isPrediction } from '../support/learner.ts'
import { openTerminal, ROOT } from '../support/terminal.ts'
import { takeFrame, type Frame } from './frame.ts'

/** What the recording shows, for those who cannot see it. */
export const STORY = {
  title: 'session-tutor in a terminal',
  description:
    "A menu of lessons. The third, about genid, begins with a problem: a shop greets customers with a stranger's name. Every " +
    'session id of its app is the same. The learner says that Alice gets her own name; the server says bob, and the ' +
    'exchanges are the evidence: what went over the wire, what session() did with it, and what its store was asked. At last the ' +
    'learner looks for the change that makes a claim of the lesson false, and finds it: genid = uuid.',
} as const

const CLAIM = 'A duplicate id gives one visitor the session of another.'
const CHANGE = 'genid = uuid'

/**
 * Plays the story in a real shell, with the real program.
 * @throws if the lesson no longer goes the way the story does
 */
export async function playStory(): Promise<Frame[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-recording-'))
  // As npm installs it: a command that is found by its name.
  const command = `#!/bin/sh\nexec '${process.execPath}' '${path.join(ROOT, 'bin/session-tutor.js')}' "$@"\n`
  writeFileSync(path.join(folder, 'session-tutor'), command, { mode: 0o755 })
  const PATH = [folder, process.env['PATH']].join(path.delimiter)
  await using terminal = openTerminal(['/bin/sh', '-i'], { variables: { PATH, PS1: '$ ' } })

  const frames: Frame[] = []
  const look = (seconds: number, key?: string) => void frames.push(takeFrame(terminal.cells, seconds, key))
  const insist = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`The recording needs another story: ${what}. The screen:\n\n${terminal.screen()}`)
  }
  try {
    await terminal.waitFor(/\$$/)
    look(1)
    for (const letter of 'session-tutor') {
      terminal.press(letter)
      await terminal.waitFor(letter)
      look(0.09)
    }
    look(0.8, 'enter')

    let page = await terminal.turn('enter')
    look(2, '↑')
    for (let lines = 0; !/^ ❯ +3 /m.test(page); lines++) {
      insist(lines < 20, 'no key leads to the third lesson')
      look(0.5, '↑')
      page = await terminal.turn('up')
    }
    look(1.2, 'enter')
    page = await terminal.turn('enter')
    insist(page.includes('genid'), 'the third lesson is not about genid')

    insist(isPrediction(page), 'the lesson does not begin with a prediction')
    look(8, '1')
    page = await terminal.turn('1')

    for (let pages = 0; !page.includes('Not this time'); pages++) {
      insist(pages < 3 && !page.includes('Right: '), 'the first answer is not wrong')
      look(6, 'enter')
      page = await terminal.turn('enter')
    }
    insist(isExchange(page), 'the verdict does not stand below the exchange that decides')
    look(8, 'f')

    page = await terminal.turn('f')
    for (const [wanted, seconds, brings] of [
      [CLAIM, 2.5, 'Find the change'],
      [CHANGE, 4, /✔ broken|✗ still true|does not count/],
    ] as const) {
      const key = numberOf(wanted, page)
      insist(key !== undefined, `nobody can choose: ${wanted}`)
      look(seconds, key)
      // A number of two digits draws the list again with each of them.
      page = await terminal.turnTo(brings, key ?? '')
    }
    insist(page.includes('✔ broken'), `the claim does not fall with ${CHANGE}`)
    look(9)
    return frames
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What to type to choose something of a page. */
const numberOf = (choice: string, page: string): string | undefined =>
  page
    .split('\n')
    .find((line) => line.endsWith(choice) && /\d/.test(line))
    ?.match(/\d+/)?.[0]
