import { stampLength } from '../load/stamp.ts'
import type { NumberParameter } from './parameter.ts'

/** Parameters that several scenarios share, so that a name means the same everywhere. */
export const commonParameters = {
  payload: {
    type: 'integer',
    unit: 'bytes',
    sentence: 'Length of each text; the reference gateway takes no longer ones.',
    min: stampLength,
    max: 16_384,
    defaults: 128,
  },
  warmUp: {
    type: 'integer',
    unit: 'ms',
    sentence: 'Load that is offered before the window and not counted.',
    min: 0,
    max: 600_000,
    defaults: { smoke: 300, standard: 800, full: 2000 },
  },
  window: {
    type: 'integer',
    unit: 'ms',
    sentence: 'Length of the window that is measured.',
    min: 100,
    max: 86_400_000,
    defaults: { smoke: 700, standard: 2500, full: 10_000 },
  },
  drain: {
    type: 'integer',
    unit: 'ms',
    sentence: 'The most that is waited after the window for what is owed; what has not come by then is lost.',
    min: 0,
    max: 600_000,
    defaults: 5000,
  },
  connectTimeout: {
    type: 'integer',
    unit: 'ms',
    sentence: 'The most that connecting and joining may take before it counts as failed.',
    min: 100,
    max: 600_000,
    defaults: 10_000,
  },
} as const satisfies Record<string, NumberParameter>
