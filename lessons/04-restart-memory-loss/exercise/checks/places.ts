import type { Evidence } from '../../../../src/exercise/index.ts'

/** Where things stand in a learner's file. */

type Code = Evidence['code']

const STORE_OPTION = /\bstore\s*[:,}](?!\s*(?:null|undefined)\b)/
const NEW_STORE = /\bnew\s+\(?\s*\w*store\w*/i
/** A class, by its capital letter, that is called like a function where a store is due, or what a call returned is. */
export const CALLED = /\bstore\s*[:=]\s*(?:[A-Z]\w*\(|(?:new\s+)?\w+\(\s*\w*\s*\)\s*\()/
/** Something that is another one at each start. */
const CHANGING = '(?:random\\w*|Date\\b|process\\.pid)'
const CHANGING_SECRET = new RegExp(String.raw`\bsecret\w*\b[^\n]*\b${CHANGING}`, 'i')
const CHANGING_FOLDER = new RegExp(
  String.raw`\bmkdtemp|\b(?:\w*path|\w*folder|\w*dir\w*)\s*[:=][^\n]*\b${CHANGING}|['"\`]\.{0,2}/?sessions[^\n]*\b${CHANGING}`,
  'i',
)
/** Outside of functions, as files are written: at the beginning of a line. */
const EMPTYING =
  /^(?:if\s*\([^\n]*\)\s*\{?\s*)?(?:await\s+)?(?:\w+\.)*(?:(?:rm|rmSync|rmdirSync|unlinkSync|emptyDirSync|removeSync)\(|(?<=store\.)clear\()/im
const CALL = /\bsession\(\s*\{/
const WRITING = /\b(?:write|append)(?:File|JSON)\w*\(/i
const READING =
  /\bread(?:File|JSON)\w*\(|\bcreateReadStream\(|\brequire\(|\bimport\(|\bopen(?:Sync)?\(|\bfrom\s*['"`]\./i

/** The line with the store, or true: then none can be named. */
export const storeLine = (code: Code): number | true => code.line(NEW_STORE) ?? code.line(STORE_OPTION) ?? true

/** The line of the option store, or true. */
export const storeOptionLine = (code: Code): number | true => code.line(STORE_OPTION) ?? true

/** Whether session() may have got a store. */
export const namesStore = (code: Code): boolean => code.has(STORE_OPTION)

/** The line where a store is made. */
export const newStoreLine = (code: Code): number | null => code.line(NEW_STORE)

/** The line where session() is called, or true. */
export const sessionLine = (code: Code): number | true => code.line(/\bsession\(/) ?? true

export const changingSecretLine = (code: Code): number | true =>
  code.line(CHANGING_SECRET) ?? code.line(/\bsecret\s*[:,]/) ?? true

export const changingFolderLine = (code: Code): number | null => code.line(CHANGING_FOLDER)

export const emptyingLine = (code: Code): number | null => code.line(EMPTYING)

/** The line of the first of several calls of session(), or null. */
export const firstOfTwoLine = (code: Code): number | null =>
  code.has(new RegExp(`${CALL.source}[^]*${CALL.source}`)) ? code.line(CALL) : null

/** The line in which something is written to the disk, in a file that reads nothing from there; null otherwise. */
export const unreadLine = (code: Code): number | null => (code.has(READING) ? null : code.line(WRITING))

/** Whether something is written to the disk. */
export const writes = (code: Code): boolean => code.has(WRITING)

/** The line of a route's path, or true. */
export const routeLine = (code: Code, path: string): number | true => code.line(new RegExp(`['"\`]${path}\\b`)) ?? true

/** The line in which the logout empties a store, or null. */
export const clearingLogoutLine = (code: Code): number | null =>
  code.line(/(?<=['"`]\/logout['"`](?:(?!\bapp\.)[^])*)\bsessionStore\.clear\(/i)

/** The line in which the cookie is kept for https, or true. */
export const secureLine = (code: Code): number | true => code.line(/\bsecure\s*:/) ?? true

/** The line in which the session cookie gets its name, or true. */
export const nameLine = (code: Code): number | true => code.line(/\bname\s*:/) ?? code.line(/\bname\b/) ?? true
