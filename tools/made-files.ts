import { syllabus } from '../lessons/index.ts'
import { madeJavaScript } from './javascript.ts'
import { madeSyllabus } from './syllabus.ts'

/** A file that nobody writes by hand, as it should be. */
export interface MadeFile {
  /** From the root of the repository. */
  readonly file: string
  readonly text: string
}

/** Every file that is made from others. */
export async function madeFiles(): Promise<readonly MadeFile[]> {
  return [...(await madeSyllabus(syllabus)), ...(await madeJavaScript())]
}
