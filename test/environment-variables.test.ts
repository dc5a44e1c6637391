import { expect, test } from 'vitest'
import { canShowUnicode, colourLevel, programName, stateFolder } from '../src/environment-variables.ts'

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

const AGENT = { npm_config_user_agent: 'npm/11.19.1 node/v20.20.2 linux x64 workspaces/false' }

// As seen on a packed tarball with npm 11 and pnpm 10.
test.each([
  ['installed for everybody', {}, '/usr/local/bin/session-tutor', 'session-tutor'],
  ['from a checkout', {}, '/home/ada/session-tutor/bin/session-tutor.js', 'session-tutor'],
  ['npx, out of its cache', AGENT, '/home/ada/.npm/_npx/af61682d/node_modules/.bin/session-tutor', 'npx session-tutor'],
  [
    'npx on Windows, where no link is seen',
    AGENT,
    '/npm/_npx/a/node_modules/session-tutor/bin/a.js',
    'npx session-tutor',
  ],
  ['npx, of what is installed', AGENT, '/usr/local/bin/session-tutor', 'npx session-tutor'],
  ['by hand from a project', {}, '/home/ada/shop/node_modules/.bin/session-tutor', 'npx session-tutor'],
  [
    'pnpm dlx',
    { npm_config_user_agent: 'pnpm/10.34.9 npm/? node/v20.20.2 linux x64' },
    '/home/ada/.cache/pnpm/dlx/14c0/node_modules/.pnpm/session-tutor@0.1.0/node_modules/session-tutor/bin/session-tutor.js',
    'npx session-tutor',
  ],
])('%s', (_, variables, script, expected) => {
  expect(programName(variables, script)).toBe(expected)
})
