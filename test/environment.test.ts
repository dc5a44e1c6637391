import { expect, test } from 'vitest'
import { canShowUnicode, colourLevel, stateFolder } from '../src/environment.ts'

test.each([
  [{}, true, 1],
  [{}, false, 0],
  [{ TERM: 'dumb' }, true, 0],
  [{ TERM: 'xterm-256color' }, true, 2],
  [{ COLORTERM: 'truecolor' }, true, 3],
  [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, true, 0],
  [{ NO_COLOR: '', TERM: 'xterm' }, true, 1],
  [{ NO_COLOR: '1', FORCE_COLOR: '3' }, true, 0],
  [{ FORCE_COLOR: '' }, false, 1],
  [{ FORCE_COLOR: 'true' }, false, 1],
  [{ FORCE_COLOR: '2' }, false, 2],
  [{ FORCE_COLOR: '0' }, true, 0],
  [{ FORCE_COLOR: 'false' }, true, 0],
])('colours for %j on a terminal: %s are %i', (variables, isTerminal, level) => {
  expect(colourLevel(variables, isTerminal)).toBe(level)
})

test.each([
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'en_GB.utf8' }, true],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true],
  [{}, false],
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, false],
])('more than ASCII with %j: %s', (variables, expected) => {
  expect(canShowUnicode(variables, 'linux')).toBe(expected)
})

test.each([
  [{ SESSION_TUTOR_STATE_DIR: '/own', XDG_STATE_HOME: '/xdg' }, 'linux', '/own'],
  [{ XDG_STATE_HOME: '/xdg' }, 'linux', '/xdg/session-tutor'],
  [{ XDG_STATE_HOME: 'relative' }, 'linux', '/home/ada/.local/state/session-tutor'],
  [{}, 'linux', '/home/ada/.local/state/session-tutor'],
  [{}, 'darwin', '/home/ada/Library/Application Support/session-tutor'],
] as const)('progress with %j on %s is kept in %s', (variables, platform, folder) => {
  expect(stateFolder(variables, platform, '/home/ada')).toBe(folder)
})

test.each([
  [{}, 'linux', null],
  [{}, 'darwin', null],
  [{}, 'win32', null],
  [{ SESSION_TUTOR_STATE_DIR: '/own' }, 'linux', '/own'],
  [{ XDG_STATE_HOME: '/xdg' }, 'linux', '/xdg/session-tutor'],
] as const)('progress with %j on %s, without a home, is kept in %s', (variables, platform, folder) => {
  expect(stateFolder(variables, platform, null)).toBe(folder)
})
