import { GatecrashEngine } from './engine/engine.ts'

// Artillery asks for an engine's default export.
// eslint-disable-next-line no-restricted-syntax
export default GatecrashEngine
