import { execFile } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'

// getaddrinfo() cannot be stopped: with no name server in reach it would keep this process alive for ten seconds and more
// after the error is printed. A process of its own can be killed.
const LOOK_UP = `
  const [host] = process.argv.slice(1)
  require('dns').lookup(host, { all: true }, (error, found) => console.log(JSON.stringify(error ? { code: error.code } : found)))
`

/**
 * The addresses of a host, as the system resolves names.
 * @param signal kills the look-up
 * @throws an error whose `code` is that of getaddrinfo, such as `ENOTFOUND`; the reason of the signal
 */
export async function lookUp(host: string, nodePath: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
  // RFC 6761 section 6.3: localhost is always this machine.
  if (host.toLowerCase() === 'localhost')
    return [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]
  const printed = await run(nodePath, ['-e', LOOK_UP, host], signal)
  const found = JSON.parse(printed) as readonly LookupAddress[] | { readonly code: string }
  if ('code' in found) throw Object.assign(new Error(`getaddrinfo ${found.code}`), { code: found.code })
  return found
}

function run(program: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { signal }, (error, stdout) => {
      if (signal.aborted) reject(signal.reason as Error)
      else if (error) reject(error)
      else resolve(stdout)
    })
  })
}
