import { constants, type Stats } from 'node:fs'
import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '../errors.ts'
import { fileNameOf, folderIn } from './file-location.ts'
import { isObject, MOST_BYTES, readSession } from './session-json.ts'
import type { StoredSession, StoreReader } from './stored-session.ts'

/** session-file-store 1.5.0, `DEFAULTS.ttl`. In milliseconds. */
const DEFAULT_TTL_MS = 3_600_000

/**
 * Reads the files of session-file-store. Its own `get()` deletes files that it cannot parse and hides sessions that have
 * expired, so it is not used.
 * @param location as for {@link folderIn}
 * @throws UserError where the location names no folder of this machine
 */
export function openFileStore(location: string): StoreReader {
  const folder = folderIn(location)
  return {
    shown: location,
    keyOf: fileNameOf,
    async find(id) {
      const key = fileNameOf(id)
      await checkFolder(folder)
      const text = await contentOf(path.join(folder, key), key)
      return text === null ? findElsewhere(folder, id) : storedSession(key, text)
    },
    close() {},
  }
}

/**
 * Looks for a file of this id with another ending: session-file-store lets `fileExtension` choose it. A file that is being written has
 * an ending behind that.
 */
async function findElsewhere(folder: string, id: string): Promise<StoredSession | null> {
  const endings = isWhole(id) ? /^([._]|$)/ : /^(\.|$)/
  const key = (await readdir(folder)).find(
    (name) => name.startsWith(id) && endings.test(name.slice(id.length)) && !name.startsWith(fileNameOf(id)),
  )
  const text = key === undefined ? null : await contentOf(path.join(folder, key), key)
  if (key === undefined || text === null) return null
  return {
    ...storedSession(key, text),
    otherKey: { option: 'fileExtension', value: key.slice(id.length), isDenied: false },
  }
}

/** Whether nothing is cut off it: ids of express-session's own making have 32 characters, `_` among them (index.js `generateSessionId`). */
const isWhole = (id: string): boolean => /^[\w-]{32}$/.test(id)

/** @throws UserError where it is no folder, or may not be looked into */
async function checkFolder(folder: string): Promise<void> {
  const shown = JSON.stringify(folder)
  try {
    if ((await stat(folder)).isDirectory()) return
  } catch (error) {
    throw codeOf(error) === 'ENOENT'
      ? new UserError(
          `The folder ${shown} does not exist.`,
          'Give the folder that `path` names in the options of session-file-store; its default is ./sessions.',
        )
      : new UserError(
          `The folder ${shown} cannot be looked into (${codeOf(error)}).`,
          'Check the path, and that you may read the folder.',
        )
  }
  throw new UserError(`${shown} is no folder.`, 'Give the folder that holds the session files, not one of the files.')
}

/**
 * The text of a session file; null if there is none.
 * @throws UserError for anything but a readable file of a sensible size
 */
async function contentOf(file: string, name: string): Promise<string | null> {
  let handle: FileHandle | undefined
  try {
    // Opening a FIFO would wait for somebody to write to it, but for O_NONBLOCK. Windows knows neither.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    checkKind(await handle.stat(), titleOf(name))
    return await handle.readFile('utf8')
  } catch (error) {
    if (error instanceof UserError) throw error
    if (codeOf(error) === 'ENOENT') return null
    throw new UserError(
      `${titleOf(name)} cannot be read (${codeOf(error)}).`,
      'See whether it is a file, and whether you may read it: the server may run as another user.',
    )
  } finally {
    await handle?.close()
  }
}

/** @throws UserError for anything but a file of a sensible size */
function checkKind(stats: Stats, where: string): void {
  if (!stats.isFile()) {
    throw new UserError(`${where} is no file but a folder or a device.`, 'See who made it: a session store does not.')
  }
  if (stats.size > MOST_BYTES) {
    throw new UserError(
      `${where} is larger than 10 MB (${stats.size} bytes), so it is not read.`,
      'A session should be a few kilobytes: see what the server puts into `req.session`.',
    )
  }
}

/** @throws UserError where the text is no session that can be read */
function storedSession(key: string, text: string): StoredSession {
  const { __lastAccess: lastAccess, ...session } = readSession(checkText(text, titleOf(key)), titleOf(key))
  const maxAge = isObject(session['cookie']) ? session['cookie']['originalMaxAge'] : null
  const touchedAt = typeof lastAccess === 'number' ? lastAccess : null
  // `isExpired()`: originalMaxAge where it is neither 0 nor missing, else the ttl option. A sum that is no number never ends.
  const lifetime = maxAge ? maxAge : DEFAULT_TTL_MS
  const ends = touchedAt !== null && typeof lifetime === 'number'
  return {
    writtenBy: 'session-file-store',
    key,
    session,
    touchedAt,
    touchedAssumes: null,
    expiresAt: ends ? touchedAt + lifetime : null,
    expiryAssumes: ends && !maxAge ? 'ttl 3600 s, the default' : null,
  }
}

/** @throws UserError for what session-file-store cannot read, or reads only with its `secret` */
function checkText(text: string, where: string): string {
  if (text.trim() === '') {
    throw new UserError(
      `${where} is empty: the next request with this id fails, and session-file-store deletes the file.`,
      'Sign in again to get a new session.',
    )
  }
  // kruptein, which encrypts for it, writes JSON with the ciphertext in `ct`.
  if (/^\s*\{"hmac":/.test(text) && text.includes('"ct":')) {
    throw new UserError(
      `${where} is encrypted: the server sets the \`secret\` option of session-file-store.`,
      'It cannot be read here, so print `req.session` in the server instead.',
    )
  }
  return text
}

const titleOf = (name: string): string => `The session file ${JSON.stringify(name)}`

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
