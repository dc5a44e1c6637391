// Keeps a core busy, and looks up now and then: if the process that started it is gone, so is it.
process.on('disconnect', () => process.exit())
process.send?.('spinning')

function spin() {
  const end = Date.now() + 50
  while (Date.now() < end);
  setImmediate(spin)
}
spin()
