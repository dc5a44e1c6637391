import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExercise } from '../../../src/course/find.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { readPart } from '../../support/exercises.ts'
import { run, temporaryFolder } from '../../support/run.ts'

const { exercise } = await findExercise('genid', 'solution')
const OWN = "\napp.get('/mine', (req, res) => res.send('mine'))\n"

/** The options of a run in which the exercise is solved, and the learner's files lie in a folder. */
function solved(files: Readonly<Record<string, string>> = {}, dir = 'session-tutor-exercises') {
  const [stateFolder, folder] = [temporaryFolder(), temporaryFolder()]
  openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: 'genid', passed: 4, checks: 4 })
  mkdirSync(path.join(folder, dir))
  for (const [i, [name, text]] of Object.entries(files).entries()) {
    const file = path.join(folder, dir, name)
    writeFileSync(file, text)
    // The later, the newer.
    utimesSync(file, 1000 + i, 1000 + i)
  }
  return { stateFolder, folder }
}

const words = (text: string): string => text.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ').trim()

describe('not solved', () => {
  test('it is not shown, and is told how to come by it', async () => {
    const { code, stdout, stderr } = await run(['solution', '3'], { stateFolder: temporaryFolder() })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      `Exercise 3, ${exercise.title}, is not solved yet.\n` +
        'Check your file: session-tutor verify 3\n' +
        'Or see the solution anyway: session-tutor solution 3 --show\n',
    )
  })

  test('begun is not solved', async () => {
    const stateFolder = temporaryFolder()
    openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: 'genid', passed: 3, checks: 4 })
    expect(await run(['solution', '3'], { stateFolder })).toMatchObject({ code: 2, stdout: '' })
  })

  test('the folder is named again', async () => {
    const { stderr } = await run(['solution', '3', '--dir', 'my work'], { stateFolder: temporaryFolder() })
    expect(stderr).toContain("session-tutor verify 3 --dir 'my work'\n")
    expect(stderr).toContain("session-tutor solution 3 --show --dir 'my work'\n")
  })

  test('a journal that cannot be read is told of, because it may well be solved', async () => {
    const stateFolder = temporaryFolder()
    writeFileSync(path.join(stateFolder, 'progress.jsonl'), '{"v":2}\n')
    const { code, stderr } = await run(['solution', '3'], { stateFolder })
    expect(code).toBe(2)
    expect(stderr).toMatch(/newer session-tutor[^]*is not solved yet/)
  })

  test('--show shows it', async () => {
    const { folder } = solved()
    const outcome = await run(['solution', '3', '--show'], { stateFolder: temporaryFolder(), folder })
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(words(outcome.stdout)).toContain(words(exercise.explanation).slice(0, 60))
  })
})

describe('solved', () => {
  test('it explains the solution, and shows what would make the starter into it', async () => {
    const { code, stdout, stderr } = await run(['solution', 'genid'], solved())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`\n 3  ${exercise.title}\n`)
    expect(words(stdout)).toContain(words(exercise.explanation).slice(0, 60))
    expect(stdout).toContain('\n - the file that you started with\n + the solution\n')
    expect(stdout).toMatch(/^ \+ {2,}\S/m)
  })

  test('the task is no part of it for who took it out', async () => {
    const source = readPart(exercise, 'starter.js')
    const without = source.replace(/^(?:\/\/.*\n)+/, '')
    const { stdout } = await run(['solution', '3'], solved({ '03-genid.js': without }))
    expect(without).not.toBe(source)
    expect(stdout).toMatch(/^ [-+] .*genid/m)
    expect(stdout).not.toMatch(/^ \+ +\/\//m)
  })

  test('it is compared with the file of the learner', async () => {
    const file = readPart(exercise, 'solution.js') + OWN
    const { stdout } = await run(['solution', '3'], solved({ '03-genid.js': file }))
    expect(stdout).toContain(`\n - ${path.join('session-tutor-exercises', '03-genid.js')}\n + the solution\n`)
    expect(stdout).toMatch(/^ - \d+ {2}app\.get\('\/mine'/m)
    expect(stdout).not.toMatch(/^ \+ .*\/mine/m)
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['JavaScript', { '03-genid.js': readPart(exercise, 'solution.js') }],
    ['TypeScript', { '03-genid.ts': readPart(exercise, 'solution.ts') }],
    ['the newer of both', { '03-genid.js': 'old', '03-genid.ts': readPart(exercise, 'solution.ts') }],
  ])('no line is different where the file is the solution, in %s', async (_, files) => {
    const { stdout } = await run(['solution', '3'], solved(files))
    expect(stdout).toContain(' No line is different.\n')
  })

  test('--dir names another folder', async () => {
    const files = { '03-genid.js': readPart(exercise, 'solution.js') }
    const { stdout } = await run(['solution', '3', '--dir', 'mine'], solved(files, 'mine'))
    expect(stdout).toContain(`\n - ${path.join('mine', '03-genid.js')}\n`)
    expect(stdout).toContain(' No line is different.\n')
  })

  test('--ts chooses the language where there is no file', async () => {
    const [inTypeScript, inJavaScript] = await Promise.all([
      run(['solution', '3', '--ts'], solved()),
      run(['solution', '3'], solved()),
    ])
    expect(inTypeScript).toMatchObject({ code: 0, stderr: '' })
    expect(inTypeScript.stdout).not.toBe(inJavaScript.stdout)
  })

  test('control characters of the file are made visible', async () => {
    const { stdout } = await run(['solution', '3'], solved({ '03-genid.js': '// \u001b[31mred\u0007\n' }))
    expect(stdout).toContain('// \\x1b[31mred\\x07')
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

test('an exercise that there is not is an error that lists the lessons', async () => {
  const { code, stdout, stderr } = await run(['solution', 'genidd', '--show'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('session-tutor solution genid')
})
