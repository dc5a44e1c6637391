import type { Entry, Size } from '../../lessons/index.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import { formatted } from './formatted.ts'
import type { MadeFile } from './made-files.ts'
import { minutesOf } from './minutes.ts'

/** What the syllabus knows of the lessons without loading them: how large each is, and which claims a learner can break. */
export async function madeSyllabus(syllabus: readonly Entry[]): Promise<readonly MadeFile[]> {
  const scripts: { readonly slug: string; readonly lesson: Lesson; readonly exercise: Exercise }[] = []
  // One after another: jiti, which loads them for `npm run make`, gets lost where two at once need the same file.
  for (const { slug, load, exercise } of syllabus) {
    scripts.push({ slug, lesson: (await load()).default, exercise: (await exercise()).default })
  }
  const table = (name: string, valueOf: (script: (typeof scripts)[number]) => unknown) =>
    formatted(
      `${name}.ts`,
      `// ${MADE}\nexport const ${name} = ${JSON.stringify(Object.fromEntries(scripts.map((script) => [script.slug, valueOf(script)])))}\n`,
    )
  return [
    { file: 'lessons/sizes.ts', text: await table('sizes', ({ lesson, exercise }) => sizeOf(lesson, exercise)) },
    { file: 'lessons/claims.ts', text: await table('claims', ({ lesson }) => breakableClaims(lesson)) },
  ]
}

const MADE = 'Made by `npm run make` from the lessons: change those.'

function sizeOf(lesson: Lesson, { checks }: Exercise): Size {
  return {
    minutes: minutesOf(lesson),
    steps: lesson.steps.length,
    claims: breakableClaims(lesson).length,
    checks: checks.length,
  }
}

const breakableClaims = ({ steps }: Lesson): readonly string[] =>
  steps.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'claim' && part.breaksWith ? [part.text] : [])))
