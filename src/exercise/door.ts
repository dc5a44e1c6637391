import type { Chain } from '../wire/proxy/chain.ts'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'

/** Where a learner's app is reached. */
export interface Door {
  /** Where the app itself listens, as `127.0.0.1:1234`. */
  readonly address: string
  /** The proxies before it; undefined if there are none. */
  readonly chain: Chain | undefined
}

/** Opens the door to an app. @param port of the app @param behind the proxies before it, from the browser on */
export async function openDoor(port: number, behind: readonly ProxyPlan[]): Promise<Door> {
  const chain = behind.length > 0 ? await (await import('../wire/proxy/chain.ts')).startChain(behind, port) : undefined
  return { address: `127.0.0.1:${port}`, chain }
}
