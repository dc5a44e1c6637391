import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from '../support/run.ts'

const BIN = path.join(packageRoot, 'bin/session-tutor.js')

/** What Node.js throws where HOME is not set and the system knows nothing of the user, as in many containers. */
const NOBODY = `data:text/javascript,${encodeURIComponent(`
  import os from 'node:os'
  os.homedir = os.userInfo = () => {
    throw Object.assign(new Error('A system error occurred: uv_os_homedir returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
  }`)}`

const NOT_SAVED = 'You have no home folder to keep progress in, so nothing is saved.\n'

/** Runs the built program in an empty folder as a user without a home. */
function homeless(words: readonly string[], home?: string) {
  const folder = temporaryFolder()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', NOBODY, BIN, ...words], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: undefined,
      XDG_STATE_HOME: undefined,
      SESSION_TUTOR_STATE_DIR: undefined,
      HOME: home,
    },
    encoding: 'utf8',
    input: '',
  })
  return { code: status, stdout, stderr, folder }
}

describe('without a home', () => {
  test.each([
    [['--version']],
    [['--help']],
    [['inspect', '--cookie', 'a=b']],
    [['exercise', '1']],
    [['solution', '1', '--show']],
    [['lesson', '3', '--json']],
  ])('%j needs none', (words) => {
    expect(homeless(words)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/./) })
  })

  test.each([[['list']], [[]], [['hint', '1']], [['lesson', '3', '--auto']]])(
    '%j works, and nothing is saved',
    (words) => {
      const { code, stdout, stderr } = homeless(words)
      expect({ code, said: stdout !== '' }).toEqual({ code: 0, said: true })
      expect(stderr).toBe(`${NOT_SAVED}Set HOME, or set SESSION_TUTOR_STATE_DIR to a folder.\n`)
    },
  )

  test('reset has nothing to forget', () => {
    const { code, stdout, stderr } = homeless(['reset', '--yes'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(NOT_SAVED)
  })

  test.each(['', 'here'])('HOME=%j names no folder, so nothing is written into the current one', (home) => {
    const { code, stderr, folder } = homeless(['hint', '1'], home)
    expect({ code, said: stderr.startsWith(NOT_SAVED) }).toEqual({ code: 0, said: true })
    expect(readdirSync(folder)).toEqual([])
  })

  test('a state folder that is named is used', () => {
    const state = path.join(temporaryFolder(), 'state')
    const { status, stderr } = spawnSync(process.execPath, ['--import', NOBODY, BIN, 'hint', '1'], {
      env: { ...process.env, NODE_ENV: undefined, HOME: undefined, SESSION_TUTOR_STATE_DIR: state },
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(existsSync(path.join(state, 'progress.jsonl'))).toBe(true)
  })
})
