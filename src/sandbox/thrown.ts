import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Thrown } from './protocol.ts'

/**
 * What was thrown, on one line and without a stop at its end, as in `TypeError: app.git is not a function`. Full paths
 * into the learner's folder become short.
 * @param file the learner's
 */
export function thrownText({ name, message }: Thrown, file: string): string {
  const folder = path.dirname(file)
  const text = (message.split('\n').find((line) => line.trim() !== '') ?? '')
    .replace(/ imported from .*$/, '')
    // So jiti writes what is imported.
    .replaceAll(/\(0 , _\w+\.(\w+)\)/g, '$1')
    .replaceAll(pathToFileURL(folder).href.replace(/\/?$/, '/'), '')
    .replaceAll(folder.endsWith(path.sep) ? folder : folder + path.sep, '')
    .replace(/\.$/, '')
  return [name, text].filter((part) => part !== '').join(': ')
}

/** What Node.js refused because a learner's file may not do it, as the end of a sentence; null if it was something else. */
export function deniedDeed({ code, denied }: Thrown): string | null {
  if (code === 'ERR_DLOPEN_DISABLED') return 'loads a native add-on, and that is not allowed here'
  if (code !== 'ERR_ACCESS_DENIED') return null
  switch (denied?.permission) {
    case 'FileSystemWrite':
      return `writes to ${denied.resource === '' ? 'a file' : denied.resource}, and only its own folder is allowed here`
    case 'ChildProcess':
      return 'starts a program, and that is not allowed here'
    case 'WorkerThreads':
      return 'starts a thread, and that is not allowed here'
    case 'OtherProcess':
      return 'interferes with another process, and that is not allowed here'
    default:
      return 'does something that is not allowed here'
  }
}

/** What a learner's file may do, as the hint after a {@link deniedDeed}. */
export const DENIED =
  'While it is checked, your file may write only in its own folder. It may not start programs, threads or native add-ons, or interfere with other processes.'
