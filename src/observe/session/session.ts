import type { Treatment } from '../compiled.ts'
import type { SessionCall } from '../observation.ts'
import { isFile, packageFacts } from '../packages.ts'
import { placeHere, stackHere } from '../place.ts'
import { showValue } from '../show-value.ts'
import { errorFacts, shortened, valueFacts } from '../show.ts'
import { current, exchangeOf, since, type Growing } from '../underway.ts'
import path from 'node:path'
import { sessionCall } from './call.ts'
import { tapMethods } from './methods.ts'
import { reach } from './middleware.ts'
import { listenToPrinting } from './printed.ts'
import { noteOrigin, storeFacts, tapStore } from './store.ts'
import { lendDebug, lent } from './trace.ts'

type Method = (...words: unknown[]) => unknown

/** What stands behind the last lines of express-session's files asks for this. */
export const DOOR = Symbol.for('session-tutor.observe')

/**
 * The frames of what is called from here belong to express-session's own file, so that a deprecation names the line of the app as it
 * always does (depd `log`, which looks for the first frame outside of the file).
 */
const APPENDED = `
;{const door=require('node:module')[Symbol.for('session-tutor.observe')];if(door)module.exports=door.session(module.exports,__filename,(tap)=>({apply(target,self,words){const call=tap.before(words);if(!call)return Reflect.apply(target,self,words);let made;try{made=call.run?call.run(()=>Reflect.apply(target,self,call.words)):Reflect.apply(target,self,call.words)}catch(error){tap.threw(call,error);throw error}return tap.after(call,made)}}))}`

/** The class of all stores calls that of Node.js (session/store.js `Store`): it stays itself, and tells of each store that is made. */
const APPENDED_TO_STORE = `
;{const door=require('node:module')[Symbol.for('session-tutor.observe')];if(door&&typeof EventEmitter==='function')EventEmitter=door.emitter(EventEmitter)}`

/** A call that is about to be made. */
interface Called {
  readonly words: unknown[]
  /** Makes the call, where something has to go along with it. */
  readonly run?: (todo: () => unknown) => unknown
}

/** What is done before, after and instead of a call. */
interface Tap<Call extends Called> {
  /** Null for a call that is of no concern. */
  before(words: unknown[]): Call | null
  after(call: Call, made: unknown): unknown
  threw(call: Call, error: unknown): void
}

type MakeHandler = <Call extends Called>(tap: Tap<Call>) => ProxyHandler<Method>
export interface Door {
  session(session: Method, file: string, handler: MakeHandler): Method
  emitter(emitter: Method): Method
}

/** The middleware that session() made, and the call that made it. */
const made = new WeakMap<object, number>()

/** Which call of session() made this handler; null for another handler. */
export const sessionOf = (handler: unknown): number | null =>
  typeof handler === 'function' ? (made.get(handler) ?? null) : null

let calls = 0
/** The store that was made last since session() was called: without the option, it makes one. */
let storeMade: object | null = null
const memoryStores: (new (...words: never[]) => object)[] = []
const isMemoryStore = (store: object): boolean => memoryStores.some((type) => store instanceof type)

/**
 * Opens the door for express-session.
 * @param told hears of each call of session()
 * @param self the process that is observed
 * @param pid its number: the app may get another one to see
 */
export const openDoor = (told: (call: Growing<SessionCall>) => void, self: NodeJS.Process, pid: number): Door => ({
  emitter: (emitter) =>
    new Proxy(emitter, {
      apply: function called(target, store: object, words): unknown {
        noteOrigin(store, stackHere(called))
        storeMade = store
        return Reflect.apply(target, store, words)
      },
    }),
  session(session, file, handler) {
    const { version } = packageFacts({ name: 'express-session', folder: path.dirname(file) })
    return new Proxy(
      session,
      handler({
        before(words) {
          calls += 1
          storeMade = null
          const given: unknown = (words[0] as { store?: unknown } | undefined)?.store
          return { words, id: calls, at: placeHere(this.before), given, printed: listenToPrinting(self.stderr) }
        },
        after(call, middleware) {
          const store = finish(call, null)
          if (typeof middleware !== 'function') return middleware
          const wrapped = new Proxy(
            middleware as Method,
            handler({
              before(words) {
                // An app may put other methods into its store later.
                if (store && exchangeOf(words[0])) tapStore(store)
                return reach(words, call.id)
              },
              after: (_, result) => result,
              threw: () => {},
            }),
          )
          made.set(wrapped, call.id)
          return wrapped
        },
        threw: (call, error) => void finish(call, error),
      }),
    )
    function finish(
      call: { id: number; at: SessionCall['at']; words: unknown[]; given: unknown; printed: () => string[] },
      error: unknown,
    ): object | null {
      const { id, at, words, given } = call
      const store = typeof given === 'object' && given !== null ? given : storeMade
      if (store) tapStore(store)
      if (store) hearGenerated(store)
      told(
        sessionCall(
          words[0],
          {
            id,
            pid,
            at,
            version,
            during: current()?.facts.number ?? null,
            printed: call.printed(),
            threw: error === null ? null : errorFacts(error),
            store: store && storeFacts(store, isMemoryStore),
          },
          self.env,
        ),
      )
      return store
    }
  },
})

/** What is done to express-session when it is loaded. */
export const sessionTreatments = (): readonly Treatment[] => [
  {
    concerns: (file) => isFile(file, 'express-session', 'index.js'),
    appended: APPENDED,
    around: ({ filename }) => lendDebug(filename),
    lent,
  },
  {
    concerns: (file) => isFile(file, 'express-session', 'session/session.js'),
    around: (compiled) => () => tapMethods((compiled.exports as { prototype: object }).prototype),
  },
  {
    concerns: (file) => isFile(file, 'express-session', 'session/memory.js'),
    around: (compiled) => () => void memoryStores.push(compiled.exports as never),
  },
  {
    concerns: (file) => isFile(file, 'express-session', 'session/store.js'),
    appended: APPENDED_TO_STORE,
  },
]

/** Each call of session() gives its store a `generate`, which calls genid (index.js `store.generate`). */
function hearGenerated(store: { generate?: unknown }): void {
  const { generate } = store
  if (typeof generate === 'function' && Object.hasOwn(store, 'generate') && !telling.has(generate))
    store.generate = tellGenerated(generate as Method)
}

const telling = new WeakSet<object>()

function tellGenerated(generate: Method): Method {
  const tap = new Proxy(generate, {
    apply(target, self, words: unknown[]): unknown {
      const result = Reflect.apply(target, self, words)
      const underway = exchangeOf(words[0])
      if (underway) {
        const { sessionID: id } = words[0] as { readonly sessionID?: unknown }
        const shown = shortened(typeof id === 'string' ? id : showValue(id))
        underway.facts.generated.push({ ...valueFacts(id), shown, ms: since(underway) })
      }
      return result
    },
  })
  telling.add(tap)
  return tap
}
