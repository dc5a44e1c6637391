import { expect, test } from 'vitest'
import { choose, isEndCard, isExchange, playTo } from '../../support/learner.ts'
import { copyPackage } from '../../support/packages.ts'
import { temporaryFolder } from '../../support/run.ts'
import { startTutor } from '../../support/terminal.ts'

test.each([
  [80, 24],
  [40, 20],
])(
  'at %i columns a lesson on the packages of a folder says so, tells what is otherwise, and ends with 1',
  async (columns, rows) => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder, [
      { file: 'session/cookie.js', find: 'this.httpOnly = true;', replace: 'this.httpOnly = false;' },
    ])
    await using terminal = startTutor(['lesson', 'session-options', '--with', folder], { columns, rows })
    const flat = (page: string) => page.replaceAll(/\s+/g, ' ')

    const first = await terminal.turn()
    expect(flat(first)).toMatch(/played on your express-session \d+\.\d+\.\d+ and the tutor's express \d+\./)
    expect(flat(first)).toContain('Node.js finds yours from')
    expect(flat(first)).toContain('It finds no express there, so the tutor lends its own.')
    const otherwise = await playTo(
      terminal,
      (page) => flat(page).includes('On your versions this is different.'),
      first,
    )
    expect(flat(otherwise)).toContain('✗ not true Cookie defaults')
    expect(terminal.tooWide()).toEqual([])

    // An experiment plays on them, too, and so does the lesson when it is played again.
    await playTo(terminal, isExchange, otherwise)
    await terminal.turn('x')
    const diff = await choose(terminal, 1)
    expect(diff).toContain('You changed')
    await playTo(terminal, isEndCard, diff)
    terminal.press('q')
    expect((await terminal.ended).exitCode).toBe(1)
  },
)
