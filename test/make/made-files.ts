import { syllabus } from '../../lessons/index.ts'
import { processEnvironment } from '../../src/environment.ts'
import { createProgram } from '../../src/program.ts'
import { madeCatalogue } from './catalogue-page.ts'
import { madeJavaScript } from './javascript.ts'
import { madeReadme } from './readme.ts'
import { madeSyllabus } from './syllabus.ts'

/** A file that nobody writes by hand, as it should be. */
export interface MadeFile {
  /** From the root of the repository. */
  readonly file: string
  readonly text: string
}

/** Every file that is made from others. */
export async function madeFiles(): Promise<readonly MadeFile[]> {
  const program = createProgram(processEnvironment(), () => {})
  return [
    ...(await madeSyllabus(syllabus)),
    ...(await madeJavaScript()),
    await madeCatalogue(),
    await madeReadme(program, syllabus),
  ]
}
