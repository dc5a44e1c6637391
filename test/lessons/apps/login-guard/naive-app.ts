/** Not naive at all: regenerate() on login, clearCookie() on logout. */
export { createApp, options, values } from '../../../../lessons/05-login-guard/app.ts'
