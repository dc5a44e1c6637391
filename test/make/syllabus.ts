import type { Entry, Size } from '../../lessons/index.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import type { Cause } from '../../src/diagnosis/cause.ts'
import { howOften } from '../../src/diagnosis/words/how-often.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import type { CauseName, Lesson } from '../../src/lesson/script.ts'
import { formatted } from './formatted.ts'
import type { MadeFile } from './made-files.ts'
import { minutesOf } from './minutes.ts'

/** What the syllabus knows of the lessons without loading them: how large each is, which claims a learner can break, and what goes wrong at its steps. */
export async function madeSyllabus(syllabus: readonly Entry[]): Promise<readonly MadeFile[]> {
  const scripts: { readonly slug: string; readonly lesson: Lesson; readonly exercise: Exercise }[] = []
  // One after another: jiti, which loads them for `npm run make`, gets lost where two at once need the same file.
  for (const { slug, load, exercise } of syllabus) {
    scripts.push({ slug, lesson: (await load()).default, exercise: (await exercise()).default })
  }
  const table = (name: string, from: string, valueOf: (script: (typeof scripts)[number], number: number) => unknown) =>
    formatted(
      `${name}.ts`,
      `// Made by \`npm run make\` from the ${from}: change those.\nexport const ${name} = ${JSON.stringify(Object.fromEntries(scripts.map((script, i) => [script.slug, valueOf(script, i + 1)])))}\n`,
    )
  return [
    {
      file: 'lessons/sizes.ts',
      text: await table('sizes', 'lessons', ({ lesson, exercise }) => sizeOf(lesson, exercise)),
    },
    { file: 'lessons/claims.ts', text: await table('claims', 'lessons', ({ lesson }) => breakableClaims(lesson)) },
    {
      file: 'lessons/causes.ts',
      text: await table('causes', 'causes', ({ lesson }, number) => causesAt(lesson, number, catalogue)),
    },
  ]
}

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

/** The causes of each step of a lesson, what is reported most often first. @param number its place in the syllabus */
const causesAt = ({ steps }: Lesson, number: number, causes: readonly Cause[]): readonly (readonly CauseName[])[] =>
  steps.map(({ title: here }) =>
    causes
      .filter(({ lesson, step }) => lesson === number && step === here)
      .toSorted((a, b) => howOften(b.code) - howOften(a.code))
      .map(({ code, title }) => ({ code, title })),
  )
