export * from '../../../../lessons/02-cookie-max-age/no-touch-app.ts'
