import type { Fact } from '../observe/fact.ts'

/** A process with a Node.js in which nothing can be observed. */
export interface Blind {
  readonly pid: number
  /** Its version, as in `v18.20.0`. */
  readonly node: string
  /** `denied`: its permissions do not allow it. */
  readonly why: 'old-node' | 'denied' | 'error'
  /** What Node.js said. */
  readonly message: string
}

/** What a process tells: a fact, or that it has none to tell. */
export type Told = Fact | { readonly fact: 'blind'; readonly blind: Blind }

/** What a value must look like at least: the same kind of value, each item like the first, each key that is named here. */
type Shape = string | number | boolean | readonly Shape[] | { readonly [key: string]: Shape } | Either
class Either {
  readonly shape: Shape
  constructor(shape: Shape) {
    this.shape = shape
  }
}
const orNull = (shape: Shape): Either => new Either(shape)

const PAIRS = [['', '']]
const ERROR = { name: '', message: '', stack: '' }
const SHAPES: Readonly<Record<Told['fact'], Shape>> = {
  process: { started: { pid: 0, parent: 0, argv0: '', node: '', startedAt: 0 } },
  package: { package: { name: '', folder: '' } },
  session: {
    session: {
      id: 0,
      pid: 0,
      name: '',
      options: {},
      secret: { kind: '', count: 0, lengths: [0], published: [true], variables: [] },
      store: orNull({ id: 0, className: '', methods: [''], otherMethods: [''], settings: {} }),
      printed: [''],
    },
  },
  stack: { stack: [{ id: 0, name: '', path: '', methods: [''], layers: [] }] },
  listen: { listen: { pid: 0, address: '', protocol: '' } },
  exchange: {
    exchange: {
      number: 0,
      pid: 0,
      at: 0,
      connection: { secure: true },
      request: { method: '', url: '', httpVersion: '', headers: PAIRS, body: '' },
      response: orNull({ status: 0, statusText: '', headers: PAIRS, headMs: 0 }),
      state: '',
      layers: [{ layer: 0, name: '', path: '' }],
      session: { state: '', by: [0], idReads: [] },
      trace: [''],
      traceMs: [0],
      store: [{ op: '', id: '' }],
      generated: [{ shown: '' }],
      changes: [{ keys: [''], removedKeys: [''], undefinedKeys: [''], notJson: {} }],
      calls: [{ method: '' }],
      missing: [{}],
      refusedCookies: [{ name: '' }],
      errors: [ERROR],
      untaken: [ERROR],
    },
  },
  upgrade: { upgrade: { number: 0, pid: 0, at: 0, url: '', headers: PAIRS, by: [0] } },
  problem: { problem: { pid: 0, kind: '', error: ERROR } },
  dropped: { dropped: { pid: 0, count: 0, statuses: {}, failed: 0, errors: [{ error: ERROR, count: 0 }] } },
  over: { over: { pid: 0, exitCode: 0, exchanges: 0 } },
  blind: { blind: { pid: 0, node: '', why: '', message: '' } },
}

/** What a line tells; null for anything but a fact, which somebody could write who knows the socket. */
export function toldIn(line: string): Told | null {
  try {
    const told: unknown = JSON.parse(line)
    if (typeof told !== 'object' || told === null || !('fact' in told) || typeof told.fact !== 'string') return null
    const shape = Object.hasOwn(SHAPES, told.fact) ? SHAPES[told.fact as Told['fact']] : null
    return shape && isLike(told, shape) ? (told as Told) : null
  } catch {
    return null
  }
}

function isLike(value: unknown, shape: Shape): boolean {
  if (shape instanceof Either) return value === null || isLike(value, shape.shape)
  if (Array.isArray(shape)) {
    const [item, ...others] = shape as readonly Shape[]
    // A pair has at least two.
    if (!Array.isArray(value) || value.length < (others.length > 0 ? shape.length : 0)) return false
    return item === undefined || value.every((one) => isLike(one, item))
  }
  if (typeof shape !== 'object') return typeof value === typeof shape
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([key, inner]) => isLike((value as Readonly<Record<string, unknown>>)[key], inner))
  )
}
