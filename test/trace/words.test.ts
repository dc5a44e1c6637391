import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { wordsToStart } from '../../src/trace/words.ts'
import { temporaryFolder } from '../support/run.ts'

const here = () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'server.js'), '')
  return { folder, nodePath: '/bin/node' }
}

test('a file is run by Node.js, with the words behind it', () => {
  expect(wordsToStart(['server.js', '--port', '1'], false, here())).toEqual({
    program: '/bin/node',
    rest: ['server.js', '--port', '1'],
  })
})

test('a command behind -- is started as it stands, though a file is called so too', () => {
  expect(wordsToStart(['server.js', 'dev'], true, here())).toEqual({ program: 'server.js', rest: ['dev'] })
})

test.each([
  [[], false, 'There is nothing to trace.'],
  [[], true, 'There is nothing to trace.'],
  [['npm', 'start'], false, 'There is no file "npm".'],
] as const)('%j (a command: %s): %s', (words, isCommand, message) => {
  expect(() => wordsToStart(words, isCommand, here())).toThrow(message)
})
