// The "Copy as CSV" buttons: a table as it lies in the page, with exact figures instead of printed ones.

/** @param {HTMLTableCellElement} cell */
function textOf(cell) {
  return cell.dataset['value'] ?? (cell.textContent ?? '').trim().replace(/\s+/g, ' ')
}

/** @param {string} text */
function field(text) {
  // A spreadsheet would run text that begins like a formula; numbers may be negative.
  const inert = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/**
 * Rows of cells. A column of medians becomes three where its cells know their intervals.
 *
 * @param {HTMLTableElement} table
 */
function csvOf(table) {
  const rows = [...table.rows].filter((row) => !row.matches('.group, .reason'))
  /** @type {Set<number>} */
  const withInterval = new Set()
  for (const row of rows) {
    for (const [at, cell] of [...row.cells].entries()) if (cell.dataset['low'] !== undefined) withInterval.add(at)
  }
  return rows
    .map((row) => {
      const isHead = row.parentElement?.tagName === 'THEAD'
      const id = row.dataset['metric']
      const cells = [...row.cells].flatMap((cell, at) => {
        if (cell.dataset['drawing'] !== undefined) return []
        const text = at === 0 && id !== undefined ? id : textOf(cell)
        if (!withInterval.has(at)) return [text]
        const { low = '', high = '' } = cell.dataset
        return isHead ? [text, `${text} low`, `${text} high`] : [text, low, high]
      })
      return cells.map(field).join(',')
    })
    .join('\n')
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Browsers withhold the clipboard from pages without TLS, such as a server of CI artifacts.
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

for (const button of document.querySelectorAll('button[data-copies]')) {
  button.addEventListener('click', () => {
    const table = document.getElementById(button.getAttribute('data-copies') ?? '')
    const status = button.nextElementSibling
    if (!(table instanceof HTMLTableElement) || status === null) return
    void copy(`${csvOf(table)}\n`).then((done) => {
      status.textContent = done ? 'Copied' : 'The browser refused; open the data and copy the table'
    })
  })
}
