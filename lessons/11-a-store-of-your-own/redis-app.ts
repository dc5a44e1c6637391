import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { storeIn, type World } from './outside-store.ts'

export { options } from './app.ts'

export const createApp = (options: SessionOptions, world: World) => createShop(storeIn(world), options)
