import { readCookieHeader } from '../../cookie/paste/headers.ts'
import type { HeaderPair } from '../exchange.ts'
import type { Aim, Target } from '../proxy/target.ts'

/** The servers that a balancer may send requests to, and whose turn it is. */
export interface Rotation {
  /** Chooses for the balancer. @param sticks whether a browser stays where it came first */
  aim(sticks: boolean): Aim
  /** From now on requests come to it too; one of that name gives its place to it. The turns start over with the first. */
  add(name: string, port: number): void
  /** From now on no request comes to it. What is under way there goes on. */
  takeOut(name: string): void
}

/** The cookie by which a balancer that sticks knows where a browser was, as HAProxy has it (`cookie server insert`). */
export const STICKY_COOKIE = 'server'

interface Member {
  readonly name: string
  readonly port: number
  readonly isIn: boolean
}

/** No servers so far. */
export function createRotation(): Rotation {
  let members: readonly Member[] = []
  let turn = 0
  return {
    aim: (sticks) => (headers) => {
      const there = members.filter(({ isIn }) => isIn)
      const before = sticks ? stickyIn(headers) : undefined
      const known = there.find(({ name }) => name === before)
      const next = turn % Math.max(there.length, 1)
      if (!known) turn += 1
      const inTurn = [...there.slice(next), ...there.slice(0, next)]
      const order = known ? [known, ...inTurn.filter((one) => one !== known)] : inTurn
      return order.map((one): Target => {
        const { name, port } = one
        return { name, port, says: sticks && name !== before ? [stickTo(name)] : [] }
      })
    },
    add(name, port) {
      turn = 0
      const one = { name, port, isIn: true }
      const isKnown = members.some((other) => other.name === name)
      members = isKnown ? members.map((other) => (other.name === name ? one : other)) : [...members, one]
    },
    takeOut(name) {
      members = members.map((one) => (one.name === name ? { ...one, isIn: false } : one))
    },
  }
}

const stickTo = (name: string): HeaderPair => [
  'Set-Cookie',
  `${STICKY_COOKIE}=${encodeURIComponent(name)}; Path=/; HttpOnly`,
]

function stickyIn(headers: readonly HeaderPair[]): string | undefined {
  const lines = headers.filter(([key]) => key.toLowerCase() === 'cookie').map(([, value]) => value)
  const begins = `${STICKY_COOKIE}=`
  const pair = lines.flatMap((line) => [...readCookieHeader(line)]).find((one) => one.startsWith(begins))
  return pair && decodeURIComponent(pair.slice(begins.length))
}
