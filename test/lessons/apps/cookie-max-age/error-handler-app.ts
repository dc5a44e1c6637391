export * from '../../../../lessons/02-cookie-max-age/error-handler-app.ts'
