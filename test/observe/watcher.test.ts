import { expect, test } from 'vitest'
import { watcherIn } from '../../src/observe/watcher.ts'

test.each([
  [{ npm_lifecycle_script: 'nodemon server.js' }, 'nodemon'],
  [{ npm_lifecycle_script: 'tsx watch server.ts' }, 'tsx watch'],
  [{ npm_lifecycle_script: 'node --env-file=.env --watch server.js' }, 'node --env-file=.env --watch'],
  [{ npm_lifecycle_script: 'node server.js', _: '/usr/bin/node' }, null],
  [{ _: '/app/node_modules/.bin/nodemon' }, 'nodemon'],
  [{ WATCH_REPORT_DEPENDENCIES: '1' }, 'node --watch'],
  [{}, null],
])('%o: %s', (env, watcher) => {
  expect(watcherIn(env)).toBe(watcher)
})
