import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder, and those above it. Node's own `recursive` never returns where the kernel says ENOENT of a folder that exists, as in
 * /proc.
 * @returns takes away again what was made, as far as nothing is in it
 * @throws the error of the file system; then nothing is left behind
 */
export function makeFolder(folder: string): () => void {
  const made: string[] = []
  const unmake = () => {
    for (const place of made.toReversed()) {
      try {
        rmdirSync(place)
      } catch {
        // Somebody uses it by now.
      }
    }
  }
  const make = (place: string) => {
    const parent = path.dirname(place)
    if (parent === place || isFolder(place)) return
    make(parent)
    try {
      mkdirSync(place)
      made.push(place)
    } catch (error) {
      // Another process may have been quicker.
      if (!isFolder(place)) throw error
    }
  }
  try {
    make(folder)
  } catch (error) {
    unmake()
    throw error
  }
  return unmake
}

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
