/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether what npm installed (`node_modules/.package-lock.json`) is what the lock file names. Packages that are optional may
 * be missing: most are for other platforms.
 *
 * @param {LockFile} locked
 * @param {LockFile} installed
 */
export function areAsLocked(locked, installed) {
  return Object.entries(locked.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed.packages?.[path]
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}
