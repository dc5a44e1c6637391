/** Here the guard is passed. */
export { createApp, options, values } from '../../../../lessons/05-login-guard/app.ts'
