import type { SessionCall, StoreCallFacts } from '../observe/observation.ts'
import type { Found } from './cause.ts'

/** Where to look when a method of a store is at fault: at the method where the class is one of the app, else where the store is given. */
export function placeOfMethod(
  call: SessionCall | undefined,
  op: StoreCallFacts['op'],
): Pick<Found, 'at' | 'option' | 'method'> {
  const { store } = call ?? {}
  return isOfApp(call) && store?.at
    ? { at: store.at, method: `${store.className}.${op}` }
    : { at: call?.at ?? null, option: 'store' }
}

/** Whether a store is of a class of the app, not of a package. */
export const isOfApp = (call: SessionCall | undefined): boolean =>
  call?.store?.package === null && !call.store.isMemoryStore
