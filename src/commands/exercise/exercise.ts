import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { Written } from '../../workspace/files.ts'
import { findExercise } from '../../course/find.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand, shownPath } from '../../workspace/shown.ts'
import { keptSentences, startExercise } from '../../workspace/start.ts'

/** Flags of `exercise`. */
export interface ExerciseFlags extends WorkspaceFlags {
  readonly reset?: boolean
}

/**
 * Writes the starter of an exercise into the learner's folder, and says how to go on. Work that is there stays.
 * @param name the lesson's number or name
 * @throws UserError when there is no such lesson, or the folder cannot be written
 */
export async function exercise(name: string, flags: ExerciseFlags, environment: Environment): Promise<ExitCode> {
  const found = await findExercise(name, 'exercise')
  const written = startExercise(found, flags, environment)
  const [{ renderStarted }, { createStyle }] = await Promise.all([
    import('../../terminal/exercise/started.ts'),
    import('../../terminal/style.ts'),
  ])
  const { number } = found
  const text = renderStarted(
    {
      number,
      title: found.exercise.title,
      said: sentences(written, environment),
      ways: [
        [exerciseCommand(`watch ${number}`, flags, environment), 'checks it each time you save'],
        [exerciseCommand(`verify ${number}`, flags, environment), 'checks it once'],
        [`${environment.program} hint ${number}`, 'gives a hint, one more each time'],
      ],
    },
    await createStyle(environment),
  )
  environment.stdout.write(text)
  return 0
}

function sentences(written: Written, environment: Environment): readonly string[] {
  const file = shownPath(written.file, environment)
  if (written.kind === 'there') return [`${file} already exists, and stays as it is. Add --reset to start over.`]
  if (written.kind === 'unchanged') return [`${file} is unchanged: there is nothing to reset.`]
  return [
    ...keptSentences(written, environment),
    `Wrote ${file}. The task is on top of it: open it in your editor.`,
    'You need to install nothing.',
    // Before, Node.js takes no types out (`--experimental-strip-types`, then module `stripTypeScriptTypes`).
    written.file.endsWith('.ts')
      ? 'Plain node runs it too, from Node.js 22.18 on, after npm install in its folder.'
      : 'Plain node runs it too, after npm install in its folder.',
    ...aboutManifest(path.dirname(written.file)),
  ]
}

/** A package.json of the learner's own may say that a file is no ES module. */
function aboutManifest(folder: string): readonly string[] {
  const manifest = path.join(folder, 'package.json')
  try {
    // A named pipe would be read forever.
    if (!statSync(manifest).isFile()) return []
    const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: unknown }
    if (type === 'module') return []
  } catch {
    // What is wrong with it shows as soon as Node.js runs the file.
  }
  return ['The package.json there is yours. Without "type": "module" in it, plain node takes the file for CommonJS.']
}
