export * from '../../../../lessons/02-cookie-max-age/production-app.ts'
