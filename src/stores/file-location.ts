import path from 'node:path'
import { UserError } from '../errors.ts'

/**
 * The folder, or the file, that a `--store` value names.
 * @param location `file:` and a folder, URL-encoded or not: `file:./sessions`, `file:/var/sessions`, `file:///var/sessions`
 * @param scheme what it begins with
 * @returns an absolute path
 * @throws UserError where no folder of this machine is named
 */
export function folderIn(location: string, scheme: 'file:' | 'sqlite:' = 'file:'): string {
  const written = location.slice(scheme.length)
  // With two slashes it is a URL: the host stands between the second and the third (RFC 8089 section 2).
  const inUrl = /^\/\/(?:localhost)?(\/[^]*)$/i.exec(written)?.[1]
  // A URL has a slash before the drive letter of Windows.
  const folder = decoded(inUrl ?? written).replace(/^\/([A-Za-z]:[/\\])/, '$1')
  if (folder === '' || folder.includes('\0') || (written.startsWith('//') && inUrl === undefined)) {
    throw new UserError(
      `${JSON.stringify(location)} names no ${scheme === 'file:' ? 'folder' : 'file'} of this machine.`,
      `Write it like ${scheme}./sessions or ${scheme}///var/lib/app/sessions.`,
    )
  }
  return path.resolve(folder)
}

/**
 * The file in which session-file-store keeps a session (`sessionPath()`). It joins any id to the folder, so that one with
 * `../` in it leaves the folder; such ids are refused here.
 * @throws UserError for an id that could lead elsewhere
 */
export function fileNameOf(id: string): string {
  // On Windows a colon names another drive, or another stream of a file.
  const elsewhere = path.sep === '\\' ? /[/\\\0:]/ : /[/\\\0]/
  if (id === '' || id === '.' || id === '..' || elsewhere.test(id)) {
    throw new UserError(
      `The id ${JSON.stringify(id)} is not looked up: as the name of a file it could lead out of the folder.`,
      'session-file-store itself would follow it, so let `genid` make ids without / and \\ and NUL.',
    )
  }
  return `${id}.json`
}

/** A folder may really be called `100%`: what does not decode is taken as it is written. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
