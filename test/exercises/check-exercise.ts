import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { transformWithOxc } from 'vite'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { syllabus } from '../../lessons/index.ts'
import { readWrongAnswers } from '../support/wrong-answers.ts'
import { exchangesOf } from '../../src/lesson/parts.ts'
import { failed, partOf, readPart, verifyOnce, verifyPart } from '../support/exercises.ts'

/** The comment on top of a file: the task. */
const taskOf = (source: string): string => /^(\/\/.*\n)+/.exec(source)?.[0] ?? ''

/** Whether it is the code of a cause, and no sentence. */
const isCode = (says: string): boolean => catalogue.some(({ code }) => code === says)

/** A program without types, however it was written. */
const untyped = async (source: string, name: string): Promise<string> =>
  (await transformWithOxc(source, name, { target: 'esnext', sourcemap: false })).code

/**
 * Tests what an exercise promises: its starter fails, its solutions pass, and each wrong answer fails where it should and is
 * told why. A file an exercise calls this, so that exercises are tested side by side.
 * @param slug its lesson's
 * @throws Error if there is no such lesson
 */
export async function checkExercise(slug: string): Promise<void> {
  const entry = syllabus.find((lesson) => lesson.slug === slug)
  if (!entry) throw new Error(`There is no lesson ${slug}.`)
  const { default: exercise } = await entry.exercise()
  const folder = path.dirname(partOf(exercise, 'starter.js'))
  const wrongAnswers = readWrongAnswers(path.join(folder, 'wrong-answers.diff'), readPart(exercise, 'solution.js'))

  test('has its task on top of every file, and the command that runs it', () => {
    const task = taskOf(readPart(exercise, 'starter.js'))
    expect(task.split('\n')[0]).toContain(exercise.title.charAt(0).toLowerCase() + exercise.title.slice(1))
    expect(task).toMatch(/node \d\d-[a-z-]+\.js\n$/)
    expect(taskOf(readPart(exercise, 'solution.js'))).toBe(task)
    const typed = task.replace(/(\d\d-[a-z-]+)\.js\n$/, '$1.ts (Node.js 22.18 or newer)\n')
    expect(taskOf(readPart(exercise, 'starter.ts'))).toBe(typed)
    expect(taskOf(readPart(exercise, 'solution.ts'))).toBe(typed)
    expect(task).toContain(`${slug}.js`)
    for (const line of task.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })

  test.each(['starter', 'solution'] as const)('%s is the same program in JavaScript and TypeScript', async (part) => {
    const [js, ts] = [readPart(exercise, `${part}.js`), readPart(exercise, `${part}.ts`)]
    expect(await untyped(js.slice(taskOf(js).length), 'a.js')).toBe(await untyped(ts.slice(taskOf(ts).length), 'a.ts'))
  })

  test.concurrent.each(['starter.js', 'starter.ts'] as const)('%s runs to its end and fails', async (part) => {
    const { passed, problem, checks } = await verifyPart(exercise, part, verifyOnce)
    expect({ passed, problem }).toEqual({ passed: false, problem: null })
    // Its mistake is the one that the exercise is about, so it is known.
    const unknown = exercise.checks.map(({ otherwise }) => otherwise)
    expect(checks.flatMap(({ why }) => (why && unknown.includes(why.text) ? [why.text] : []))).toEqual([])
  })

  test.concurrent.each(['solution.js', 'solution.ts'] as const)('%s passes', async (part) => {
    const verdict = await verifyPart(exercise, part, verifyOnce)
    expect({ failed: failed(verdict), problem: verdict.problem }).toEqual({ failed: [], problem: null })
    expect(verdict.passed).toBe(true)
  })

  test.concurrent.each(wrongAnswers)('wrong: $mistake', async (answer) => {
    const { passed, problem, checks } = await verifyOnce(exercise, answer.source)
    expect(passed).toBe(false)
    const wrong = checks.flatMap((check) => (check.passed === false ? [check.name] : []))
    expect([...(problem ? [problem.kind] : []), ...wrong]).toEqual(answer.fails)
    const why = checks.find(({ passed: held }) => held === false)?.why
    const told = problem ? { text: `${problem.message} ${problem.hint}`, code: problem.cause } : why
    expect(isCode(answer.says) ? told?.code : told?.text).toContain(answer.says)
  })

  test('every check has a wrong answer that fails only there', () => {
    const alone = new Set(wrongAnswers.flatMap(({ fails }) => (fails.length === 1 ? fails : [])))
    expect(exercise.checks.map(({ name }) => name).filter((name) => !alone.has(name))).toEqual([])
  })

  test('wrong answers and what is said of them are told apart', () => {
    expect(wrongAnswers.length).toBeGreaterThanOrEqual(4)
    expect(new Set(wrongAnswers.map(({ mistake }) => mistake)).size).toBe(wrongAnswers.length)
    // What the catalogue says is told apart there.
    const own = wrongAnswers.map(({ says }) => says).filter((says) => !isCode(says))
    expect(new Set(own).size).toBe(own.length)
  })

  test('hints exist and differ, and none is the solution', () => {
    const { hints } = exercise
    expect(hints.length).toBeGreaterThanOrEqual(3)
    expect(new Set(hints).size).toBe(hints.length)
    for (const hint of hints) expect(hint.length).toBeGreaterThan(20)
    expect(exercise.explanation.length).toBeGreaterThan(100)
  })

  test('each check has a sentence, an exchange that is sent, and something to say', () => {
    const labels = exercise.actions.flatMap(exchangesOf)
    expect(new Set(labels).size).toBe(labels.length)
    const { checks } = exercise
    expect(checks.map(({ exchange }) => exchange.label).filter((label) => !labels.includes(label))).toEqual([])
    for (const { text, otherwise } of checks) {
      expect(text).toMatch(/^[A-Z][^\n]{10,75}\.$/)
      expect(otherwise.length).toBeGreaterThan(20)
    }
  })

  test('every file of it is there', () => {
    const parts = ['starter.js', 'starter.ts', 'solution.js', 'solution.ts'] as const
    expect(parts.map((part) => partOf(exercise, part)).filter((file) => !existsSync(file))).toEqual([])
  })
}
