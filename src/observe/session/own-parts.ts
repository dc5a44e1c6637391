/** What an object holds itself. A getter is not asked. */
export function ownParts(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {}
  try {
    const all = Object.entries(Object.getOwnPropertyDescriptors(value))
    return Object.fromEntries(all.flatMap(([name, { value: own, get }]) => (get ? [] : [[name, own as unknown]])))
  } catch {
    return {}
  }
}
