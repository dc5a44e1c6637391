import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { LastingStore } from './ending-store.ts'

export { options } from './app.ts'

export const createApp = (options: SessionOptions) => createShop(new LastingStore(), options)
