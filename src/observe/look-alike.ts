/** Gives a function that stands in the place of another its name, its length and what else it holds. @returns the function */
export function lookAlike<T extends object>(own: T, original: object): T {
  for (const name of Reflect.ownKeys(original)) {
    const there = Object.getOwnPropertyDescriptor(own, name)
    const descriptor = Object.getOwnPropertyDescriptor(original, name)
    if (descriptor && (!there || there.configurable)) Object.defineProperty(own, name, descriptor)
  }
  return own
}
