/** The tools of Clinic that a target can run under. Bubbleprof is left out: what it follows is every asynchronous operation. */
export const clinicToolNames = ['flame', 'doctor', 'heap'] as const

/** One of {@link clinicToolNames}. */
export type ClinicToolName = (typeof clinicToolNames)[number]

/** What is different from tool to tool. */
export interface ClinicTool {
  readonly name: ClinicToolName
  /** As the `clinic` program calls it. */
  readonly command: string
  /** What it tells, in half a sentence. */
  readonly tells: string
  /** Whether the tool leaves `NODE_OPTIONS` to us; Heap Profiler sets it itself. */
  readonly keepsNodeOptions: boolean
  /** Whether an application that ends quickly would take the tool's data with it: see `target/agent/late-exit.js`. */
  readonly writesLate: boolean
}

/** The tools by name. */
export const clinicTools: Readonly<Record<ClinicToolName, ClinicTool>> = {
  flame: {
    name: 'flame',
    command: 'flame',
    tells: 'which functions the CPU time goes into, as a flame graph',
    keepsNodeOptions: true,
    writesLate: false,
  },
  doctor: {
    name: 'doctor',
    command: 'doctor',
    tells: 'CPU, memory, event-loop delay and handles over time, with a diagnosis',
    keepsNodeOptions: true,
    writesLate: true,
  },
  heap: {
    name: 'heap',
    command: 'heapprofiler',
    tells: 'which functions allocate the memory that is in use',
    keepsNodeOptions: false,
    writesLate: true,
  },
}
