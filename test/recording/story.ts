import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { goOn, isExchange, isPrediction, keyBar } from '../support/learner.ts'
import { openTerminal, ROOT } from '../support/terminal.ts'
import { takeFrame, type Frame } from './frame.ts'

/** What the recording shows, for those who cannot see it. */
export const STORY = {
  title: 'session-tutor in a terminal',
  description:
    'A menu of lessons. The third, about genid, shows a request to a real Express app: what went over the wire, what ' +
    'session() did with it, and what its store was asked. Then it asks how often genid runs when one browser visits ' +
    'twice. The learner says twice; the server says once, and the exchange is the evidence. At last the learner changes ' +
    'saveUninitialized to false, and the two runs are compared: a claim of the lesson is no longer true.',
} as const

const CHANGE = 'saveUninitialized = false'

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

    await terminal.turn('enter')
    for (const [key, seconds] of [
      ['up', 2.5],
      ['up', 0.5],
      ['up', 0.5],
    ] as const) {
      look(seconds, '↑')
      await terminal.turn(key)
    }
    look(1.2, 'enter')
    let page = await terminal.turn('enter')
    insist(page.includes('genid'), 'the third lesson is not about genid')

    for (let pages = 0; !isPrediction(page); pages++) {
      insist(pages < 5, 'there is no prediction soon')
      look(pages < 2 ? 5 : 2.5, 'enter')
      page = await goOn(terminal, page)
    }
    look(4.5, '↓')
    await terminal.turn('down')
    look(0.5, '↓')
    await terminal.turn('down')
    look(1.2, 'enter')
    page = await terminal.turn('enter')
    for (let pages = 0; !page.includes('Not this time'); pages++) {
      insist(pages < 3 && !page.includes('Right: '), 'the second answer is not wrong')
      look(5, 'enter')
      page = await goOn(terminal, page)
    }
    if (!isExchange(page)) {
      look(6, 'b')
      page = await terminal.turn('b')
      insist(isExchange(page), 'the verdict does not follow the exchange')
      look(1.5, 'x')
    } else look(8, 'x')

    page = await terminal.turn('x')
    const place = page
      .split('\n')
      .find((line) => line.endsWith(CHANGE))
      ?.match(/\d+/)?.[0]
    insist(place !== undefined, `there is no experiment with ${CHANGE}`)
    look(2.5, place)
    page = await terminal.turn(place ?? '')
    let fallen = page.includes('no longer true')
    for (let pages = 0; keyBar(page).endsWith('enter more'); pages++) {
      look(pages === 0 || page.includes('no longer true') ? 6 : 0.8, 'enter')
      page = await terminal.turn('enter')
      fallen ||= page.includes('no longer true')
    }
    insist(fallen, `no claim falls with ${CHANGE}`)
    look(7)
    return frames
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
