import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'

/**
 * Leaves a server out of what is observed in this process: one of ours that stands before an app is none. Requests are heard of where servers
 * emit them (exchanges.ts), so this one emits past that.
 * @returns the same server
 */
export function leaveOut<T extends Server>(server: T): T {
  Object.defineProperty(server, 'emit', { configurable: true, writable: true, value: EventEmitter.prototype.emit })
  return server
}
