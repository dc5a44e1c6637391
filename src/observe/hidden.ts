/** What is kept on objects as in a WeakMap: nobody sees it there. */
export interface Hidden<T> {
  get(object: object): T | undefined
  set(object: object, value: T | undefined): void
}

/** Makes nothing new, so that the fields of a class that is based on it are added to the object that it is given. */
const Itself = function itself(object: object): object {
  return object
} as unknown as new (object: object) => object

/**
 * Keeps values on objects, out of sight of anything that looks at them. A private field is read and written as fast as a property; a
 * WeakMap makes each collection of garbage go through all that it holds, which tells where objects come and go with each request.
 */
export function hiddenOn<T>(): Hidden<T> {
  class Holder extends Itself {
    #value: T | undefined = undefined
    static get(object: object): T | undefined {
      return #value in object ? object.#value : undefined
    }
    static set(object: object, value: T | undefined): void {
      const holder = #value in object ? object : new Holder(object)
      holder.#value = value
    }
  }
  return Holder
}
