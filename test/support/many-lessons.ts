import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/**
 * Copies the built program into a folder, with as many lessons as one likes in its syllabus: each as our own are declared, and none
 * with a file that could be loaded.
 * @returns the program's bin
 */
export function programWithLessons(count: number, folder: string): string {
  for (const name of ['bin', 'dist', 'package.json']) {
    cpSync(path.join(packageRoot, name), path.join(folder, name), { recursive: true })
  }
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
  const lessons = path.join(folder, 'dist/lessons')
  mkdirSync(lessons, { recursive: true })
  const names = Array.from({ length: count }, (_, i) => i + 1)
  const index = path.join(lessons, 'index.js')
  const source = readFileSync(index, 'utf8')
  const [before, after] = [source.indexOf('= [') + 3, source.indexOf('];')]
  if (before < 3 || after < before) throw new Error('The syllabus is built otherwise than this expects.')
  writeFileSync(index, source.slice(0, before) + names.map(declared).join('') + source.slice(after))
  writeTable(path.join(lessons, 'claims.js'), 'claims', names, (number) =>
    Array.from({ length: 12 }, (_, i) => `Claim ${i + 1} of lesson ${number} says what a server did.`),
  )
  return path.join(folder, 'bin/session-tutor.js')
}

const declared = (number: number): string => `
    entry({
        slug: 'lesson-${number}',
        title: 'Lesson number ${number}',
        summary: 'what a session does in place ${number}, and why',
        exerciseTitle: 'The mistake in place ${number}',
        lesson: () => import('./${number}/lesson.js'),
        exercise: () => import('./${number}/exercise/exercise.js'),
    }),`

function writeTable(file: string, name: string, numbers: readonly number[], value: (number: number) => unknown): void {
  const table = Object.fromEntries(numbers.map((number) => [`lesson-${number}`, value(number)]))
  writeFileSync(file, `export const ${name} = ${JSON.stringify(table, null, 2)};\n`)
}
