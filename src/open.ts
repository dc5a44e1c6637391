import { spawn } from 'node:child_process'

/** A program that opens addresses that stays longer than this has found something to open them with, in milliseconds. */
const SOON_MS = 1500

/**
 * Shows a page of this machine in the browser that a person uses.
 * @returns whether a program that opens addresses is there and did not fail
 * @throws TypeError for an address that is not on loopback
 */
export async function open(url: string, platform: NodeJS.Platform): Promise<boolean> {
  if (new URL(url).hostname !== '127.0.0.1') throw new TypeError(`${url} is not an address of an app here.`)
  const [program, ...words] = openerOf(url, platform)
  return new Promise((resolve) => {
    const child = spawn(program, words, { detached: true, stdio: 'ignore', windowsVerbatimArguments: true })
    const timer = setTimeout(() => resolve(true), SOON_MS)
    const end = (isOpen: boolean) => {
      clearTimeout(timer)
      resolve(isOpen)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
    child.unref()
  })
}

/** The program that each platform opens an address with, and its words. */
export function openerOf(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url]
  // The first text in quotes would be the title of a window (`start /?`). cmd.exe takes & for the end of a command.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url.replaceAll('&', '^&')]
  return ['xdg-open', url]
}
