// The theme switch: what the system asks for, or light, or dark. Remembered where the browser allows it.
const key = 'gatecrash-theme'
const root = document.documentElement
const control = document.getElementById('theme')

/** @returns {string} */
function remembered() {
  try {
    return localStorage.getItem(key) ?? 'auto'
  } catch {
    return 'auto' // Storage is forbidden for some files and in private windows.
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    localStorage.setItem(key, theme)
  } catch {
    return
  }
}

/** @param {string} theme */
function show(theme) {
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme
  else delete root.dataset['theme']
  document.dispatchEvent(new Event('gatecrash:theme'))
}

if (control !== null) {
  const inputs = [...control.querySelectorAll('input')]
  const theme = remembered()
  for (const input of inputs) {
    input.checked = input.value === theme
    input.addEventListener('change', () => {
      remember(input.value)
      show(input.value)
    })
  }
  control.hidden = false
  show(theme)
}
