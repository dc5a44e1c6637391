/** Packages that export a function by default, which takes session and returns the class of the store. */
const FACTORIES: ReadonlySet<string> = new Set(['session-file-store'])

/** How the store of one of these packages is made, as a sentence; null for other packages. */
export const howToMake = (names: readonly string[]): string | null => {
  const name = names.find((one) => FACTORIES.has(one))
  return name === undefined
    ? null
    : `${name} exports a function by default, which takes session and returns the class of the store, and new is for that class.`
}
