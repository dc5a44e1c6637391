import { execFileSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { temporaryFolder } from '../../support/run.ts'
import { openTerminal } from '../../support/terminal.ts'

// What the script for bash asks for the words of a line.
const BASH_COMPLETION = '/usr/share/bash-completion/bash_completion'

/** How each shell is started without anybody's settings, and how it learns what there is to complete. */
const SHELLS = [
  {
    command: ['bash', '--norc', '-i'],
    learn: `source ${BASH_COMPLETION}; source <(session-tutor completion bash)`,
    needs: BASH_COMPLETION,
  },
  {
    command: ['zsh', '-f', '-i'],
    learn: 'autoload -Uz compinit; compinit -u; source <(session-tutor completion zsh)',
    needs: '',
  },
  { command: ['fish', '--no-config', '-i'], learn: 'session-tutor completion fish | source', needs: '' },
] as const

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}

/** Takes back what stands on the line. */
const CTRL_U = '\u0015'

/** What is typed before Tab, and what stands there afterwards. */
const LINES = [
  ['session-tutor les', 'session-tutor lesson'],
  ['session-tutor lesson ge', 'session-tutor lesson genid'],
  ['session-tutor exercise 3 --re', 'session-tutor exercise 3 --reset'],
  ['session-tutor lesson 3 --set roll', 'session-tutor lesson 3 --set rolling='],
  ['session-tutor inspect --fail-on w', 'session-tutor inspect --fail-on warning'],
] as const

describe.each(SHELLS)('$command.0', ({ command, learn, needs }) => {
  const [shell] = command
  const missing = !isInstalled(shell) ? shell : needs !== '' && !existsSync(needs) ? needs : null

  test.concurrent('completes what is typed before Tab', async ({ skip }) => {
    if (missing !== null) skip(`${missing} is not installed here.`)
    const folder = temporaryFolder()
    symlinkSync(path.join(packageRoot, 'bin/session-tutor.js'), path.join(folder, 'session-tutor'))
    const variables = { PATH: `${folder}:${process.env['PATH']}`, PS1: '$ ' }
    await using terminal = openTerminal(command, { columns: 100, variables })
    const shows = (text: string) =>
      vi.waitFor(() => expect(terminal.screen()).toContain(text), { timeout: 60_000, interval: 20 })
    terminal.press(`${learn}; echo le""arned`, 'enter')
    await shows('\nlearned')
    for (const [typed, expected] of LINES) {
      terminal.press(typed)
      await shows(typed)
      terminal.press('\t')
      await shows(expected)
      terminal.press(CTRL_U)
    }
  })
})
