import { types } from 'node:util'

/** Finds a getter, and makes nothing (ECMA-262, B.2.2.4). */
const LOOKUP = '__lookupGetter__'
const getterOf = (Object.prototype as unknown as Record<typeof LOOKUP, (name: string) => unknown>)[LOOKUP]

/**
 * What stands under a name of an object itself; undefined for nothing, and for what would be worked out when it is asked for: that is not
 * asked. A descriptor would say the same, but it is an object, and this is asked many times for each request.
 */
export function ownValue(object: object, name: string): unknown {
  if (types.isProxy(object)) return Object.getOwnPropertyDescriptor(object, name)?.value
  return Object.hasOwn(object, name) && !isWorkedOut(object, name) ? (object as Named)[name] : undefined
}

/** Whether what stands under a name of an object is worked out when it is asked for. */
export const isWorkedOut = (object: object, name: string): boolean =>
  types.isProxy(object) ? Object.getOwnPropertyDescriptor(object, name)?.get !== undefined : isGetter(object, name)

/** The same, of an object that is no Proxy. */
export const isGetter = (object: object, name: string): boolean => getterOf.call(object, name) !== undefined

type Named = Readonly<Record<string, unknown>>
