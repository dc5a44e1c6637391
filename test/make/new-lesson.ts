import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refused, refuseUnusable } from './refused.ts'

/** The name that the lesson of the template has, where it has one. */
const TEMPLATE = '00-my-lesson'

/**
 * Makes a lesson with an exercise, both with everything that they need to be played and tested: a folder of its own, an entry at the
 * end of the syllabus, and the test of the exercise. What is made from others (`npm run make`) is not made yet.
 * @param slug the lesson's name on the command line
 * @param root the folder of the repository
 * @returns what was written, from the root
 * @throws Refused if the name cannot be used; then nothing was written
 */
export function newLesson(slug: string, root: string): readonly string[] {
  const index = path.join(root, 'lessons/index.ts')
  const syllabus = readFileSync(index, 'utf8')
  const taken = [...syllabus.matchAll(/^ {4}slug: '(.*)',$/gm)].map(([, name]) => name)
  refuseUnusable('lesson', slug)
  const test = `test/exercises/${slug}.test.ts`
  const folders = readdirSync(path.join(root, 'lessons')).map((folder) => folder.replace(/^\d+-/, ''))
  if ([...taken, ...folders].includes(slug) || existsSync(path.join(root, test))) {
    throw new Refused(`There is a lesson ${slug} already.`, 'Choose another name.')
  }
  const name = `${String(taken.length + 1).padStart(2, '0')}-${slug}`
  const folder = path.join(root, 'lessons', name)
  cpSync(path.join(root, 'test/template'), folder, { recursive: true })
  for (const part of ['starter.ts', 'solution.ts']) {
    const file = path.join(folder, 'exercise', part)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('Exercise 0:', `Exercise ${taken.length + 1}:`).replace(TEMPLATE, name))
  }
  writeFileSync(index, withEntry(syllabus, slug, name))
  writeFileSync(path.join(root, test), testOf(slug))
  return [`lessons/${name}/`, 'lessons/index.ts', test]
}

/** The syllabus with one more lesson at its end. @throws Error if it is written otherwise than the formatter writes it */
function withEntry(syllabus: string, slug: string, name: string): string {
  const END = '\n]\n'
  const [before = '', ...after] = syllabus.split(END)
  if (after.length !== 1) throw new Error('The end of the list in lessons/index.ts was not found.')
  const title = slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ')
  return `${before}
  entry({
    slug: '${slug}',
    title: '${title}',
    summary: 'one line that says what it is about',
    exerciseTitle: 'The counter that everybody shares',
    lesson: () => import('./${name}/lesson.ts'),
    exercise: () => import('./${name}/exercise/exercise.ts'),
  }),${END}${after.join('')}`
}

const testOf = (slug: string): string =>
  `import { checkExercise } from './check-exercise.ts'\n\nawait checkExercise('${slug}')\n`
