import Module from 'node:module'

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
}

/** What compiles a module (Node.js `lib/internal/modules/cjs/loader.js`, `Module.prototype._compile`). */
const COMPILE = '_compile'

type Compile = (this: Compiled, content: string, filename: string, ...rest: unknown[]) => unknown

/**
 * Treats modules when Node.js compiles them: it does so for `require()` and for `import`. What was compiled
 * before is not seen.
 * @returns stops
 */
export function whenCompiled(treatments: readonly Treatment[]): () => void {
  const prototype = Module.prototype as unknown as Record<typeof COMPILE, Compile>
  const original = prototype[COMPILE]
  const treating: Compile = function (content, filename, ...rest) {
    const own = treatments.filter(({ concerns }) => concerns(filename))
    if (own.length === 0) return original.call(this, content, filename, ...rest)
    const after = own.map(({ around }) => around?.(this))
    const text = own.reduce((source, { appended = '' }) => source + appended, content)
    try {
      return original.call(this, text, filename, ...rest)
    } finally {
      for (const done of after) done?.()
    }
  }
  prototype[COMPILE] = treating
  return () => {
    if (prototype[COMPILE] === treating) prototype[COMPILE] = original
  }
}
