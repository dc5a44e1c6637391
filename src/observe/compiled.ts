import Module from 'node:module'
import vm from 'node:vm'
import { lookAlike } from './look-alike.ts'

/** A CommonJS module while Node.js compiles it. */
export interface Compiled {
  readonly filename: string
  exports: unknown
}

/** What is done about some modules: before they run, and behind their last line. */
export interface Treatment {
  readonly concerns: (filename: string) => boolean
  /** Stands behind the last character of the source, so that every line stays where it is. */
  readonly appended?: string
  /** Runs before the module does. @returns runs after it, whatever came of it */
  readonly around?: (compiled: Compiled) => (() => void) | void
  /** What it gets where Jest gives it something else than Node.js keeps under that name. */
  readonly lent?: (name: string, given: unknown) => unknown
}

/** What compiles a module (Node.js `lib/internal/modules/cjs/loader.js`, `Module.prototype._compile`). */
const COMPILE = '_compile'

type Compile = (this: Compiled, content: string, filename: string, ...rest: unknown[]) => unknown

/**
 * Treats modules when Node.js compiles them: it does so for `require()` and for `import`. Jest does it itself (jest-runtime `compile`), with
 * a `vm.compileFunction` whose parameters are those of a module. What was compiled before is not seen.
 * @returns stops
 */
export function whenCompiled(treatments: readonly Treatment[]): () => void {
  const prototype = Module.prototype as unknown as Record<typeof COMPILE, Compile>
  const original = prototype[COMPILE]
  const treatmentsOf = (filename: string) => treatments.filter(({ concerns }) => concerns(filename))
  const treating: Compile = function (content, filename, ...rest) {
    const own = treatmentsOf(filename)
    if (own.length === 0) return original.call(this, content, filename, ...rest)
    return treated(own, this, () => original.call(this, withAppended(content, own), filename, ...rest))
  }
  prototype[COMPILE] = treating

  const { compileFunction } = vm
  const compiling = function (
    this: unknown,
    ...words: Parameters<typeof compileFunction>
  ): ReturnType<typeof compileFunction> {
    const [content, parameters, options, ...rest] = words
    const [at = -1, door = -1] = ['module', 'require'].map((name) => parameters?.indexOf(name) ?? -1)
    const own = at >= 0 && door >= 0 && typeof options?.filename === 'string' ? treatmentsOf(options.filename) : []
    if (own.length === 0) return Reflect.apply(compileFunction, this, words)
    const made = Reflect.apply(compileFunction, this, [withAppended(content, own), parameters, options, ...rest])
    return new Proxy(made, {
      apply: (run, self, given: unknown[]): unknown =>
        treated(own, given[at] as Compiled, () =>
          Reflect.apply(run, self, given.with(door, lending(given[door], own))),
        ),
    })
  }
  vm.compileFunction = lookAlike(compiling, compileFunction)
  return () => {
    if (prototype[COMPILE] === treating) prototype[COMPILE] = original
    if (vm.compileFunction === compiling) vm.compileFunction = compileFunction
  }
}

/** A `require` that lends what the treatments say. */
const lending = (require: unknown, treatments: readonly Treatment[]): unknown =>
  typeof require !== 'function' || treatments.every(({ lent }) => lent === undefined)
    ? require
    : new Proxy(require, {
        apply: (ask, self, words: [string]): unknown =>
          treatments.reduce<unknown>(
            (given, { lent }) => lent?.(words[0], given) ?? given,
            Reflect.apply(ask as (...words: unknown[]) => unknown, self, words),
          ),
      })

const withAppended = (content: string, treatments: readonly Treatment[]): string =>
  treatments.reduce((source, { appended = '' }) => source + appended, content)

/** Runs a module, with what is done before and after. */
function treated<T>(treatments: readonly Treatment[], compiled: Compiled, run: () => T): T {
  const after = treatments.map(({ around }) => around?.(compiled))
  try {
    return run()
  } finally {
    for (const done of after) done?.()
  }
}
