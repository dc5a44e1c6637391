import crypto from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** How many bits a call draws, by its arguments; undefined for more than can be told, null for none. */
type Price = (words: readonly unknown[]) => number | null | undefined

/** A part of a buffer, counted in its elements. */
const ofView: Price = ([view, offset, size]) => {
  const { byteLength, BYTES_PER_ELEMENT: each = 1 } = view as { byteLength: number; BYTES_PER_ELEMENT?: number }
  const from = typeof offset === 'number' ? offset * each : 0
  return 8 * (typeof size === 'number' ? size * each : byteLength - from)
}
const ofSize: Price = ([size]) => 8 * Number(size)
const ofRange: Price = ([least, most]) => Math.log2(typeof most === 'number' ? most - Number(least) : Number(least))
const untold: Price = () => undefined

/** The version and the variant of a UUID are no chance, nor is the time in one of version 7 (RFC 9562). */
const CRYPTO: Readonly<Record<string, Price>> = {
  randomBytes: ofSize,
  pseudoRandomBytes: ofSize,
  randomFill: ofView,
  randomFillSync: ofView,
  randomInt: ofRange,
  randomUUID: () => 122,
  randomUUIDv7: () => 74,
  generateKey: untold,
  generateKeySync: untold,
  generateKeyPair: untold,
  generateKeyPairSync: untold,
  generatePrime: untold,
  generatePrimeSync: untold,
  createDiffieHellman: untold,
  getDiffieHellman: untold,
  createECDH: untold,
}
const WEB_CRYPTO: Readonly<Record<string, Price>> = { getRandomValues: ofView, randomUUID: () => 122 }
const SUBTLE: Readonly<Record<string, Price>> = { generateKey: untold }

/** A file that is no program may hold a key, or nothing but chance as /dev/urandom. */
const ofFile: Price = ([file]) => (/\.(?:[cm]?[jt]s|json|node)$/.test(String(file)) ? null : undefined)
const FILES: Readonly<Record<string, Price>> = {
  open: ofFile,
  openSync: ofFile,
  readFile: ofFile,
  readFileSync: ofFile,
}
const FILE_PROMISES: Readonly<Record<string, Price>> = { open: ofFile, readFile: ofFile }

/**
 * Counts from now on how much chance this process draws from Node.js and the system. It must come before anything that draws is
 * loaded.
 * @returns the bits so far, and null once they cannot be told
 */
export function countDraws(): () => number | null {
  let drawn: number | undefined = 0
  let counting = false
  const tap = (target: object, prices: Readonly<Record<string, Price>>) => {
    for (const [name, price] of Object.entries(prices)) {
      const original: unknown = Reflect.get(target, name)
      if (typeof original !== 'function') continue
      // A proxy has the name and the length of what it stands for, and what `promisify` looks for.
      const value: unknown = new Proxy(original, {
        apply(draw, self, words: unknown[]): unknown {
          // Some of them call each other.
          if (counting) return Reflect.apply(draw, self, words)
          counting = true
          try {
            const result: unknown = Reflect.apply(draw, self, words)
            const bits = price(words)
            if (bits !== null) drawn = drawn === undefined || bits === undefined ? undefined : drawn + bits
            return result
          } finally {
            counting = false
          }
        },
      })
      Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value })
    }
  }
  tap(crypto, CRYPTO)
  tap(Object.getPrototypeOf(crypto.webcrypto) as object, WEB_CRYPTO)
  tap(Object.getPrototypeOf(crypto.webcrypto.subtle) as object, SUBTLE)
  tap(fs, FILES)
  tap(fs.promises, FILE_PROMISES)
  syncBuiltinESMExports()
  return () => (drawn === undefined || Number.isNaN(drawn) ? null : drawn)
}
