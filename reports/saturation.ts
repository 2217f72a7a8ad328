import { z } from 'zod'
import { list, shape } from './schema-shape.ts'

const nonEmpty = z.string().min(1)

const trialPlaceSchema = shape({
  result: z.int().nonnegative().describe('Place among the results of the report, from 0.'),
  trial: z.int().nonnegative().describe('Place among the trials of that result, from 0.'),
}).meta({ id: 'TrialPlace', description: 'Where a trial is in the report.' })

const stepSchema = shape({
  load: z.number().positive(),
  outcome: z
    .enum(['held', 'not-held', 'generator'])
    .describe('generator: the load could not be offered or measured; that says nothing about the target.'),
  reason: nonEmpty.describe('The figure or the event that decided it.'),
  witness: z
    .number()
    .positive()
    .exactOptional()
    .describe('CPU time of the generator for the same work: the lower, the faster the machine was.'),
  trials: list(trialPlaceSchema).describe('The last one decided; those before it were invalid.'),
}).meta({ id: 'SaturationStep', description: 'One load that was offered once.' })

const searchSchema = shape({
  end: z
    .enum(['saturated', 'generator', 'most', 'nothing-held', 'interrupted'])
    .describe(
      'saturated: the next load was not held; generator: it could not be measured; most: it is not to be offered.',
    ),
  found: z.number().positive().exactOptional().describe('The highest load that was held, confirmed.'),
  adjusted: z
    .number()
    .positive()
    .exactOptional()
    .describe('The same at the median speed of the machine during the run; absent where that is not known.'),
  steps: list(stepSchema).describe('In the order in which they were offered.'),
}).meta({ id: 'SaturationSearch', description: 'One search from one load to the next until the point was enclosed.' })

const pointSchema = shape({
  median: z.number().positive(),
  low: z.number().positive(),
  high: z.number().positive(),
  n: z.int().positive().describe('Searches that found a load.'),
  coverage: z.number().min(0).max(1).describe('The probability with which low..high holds the true median.'),
}).meta({ id: 'SaturationPoint', description: 'Median over searches, with its order-statistic interval.' })

const bindingSchema = shape({
  resource: z.enum(['gateway', 'memory', 'redis', 'network', 'generator', 'unknown']),
  evidence: list(nonEmpty).describe('Sentences with the figures that say so.'),
}).meta({ id: 'BindingResource', description: 'What is used up first as the load rises.' })

/** The highest load that a target holds, as it was searched for. Loads are in `unit`. */
export const saturationSchema = shape({
  scenario: nonEmpty,
  target: nonEmpty,
  instances: z.int().positive(),
  adapter: nonEmpty,
  transport: z.enum(['websocket', 'upgrade', 'polling', 'mixed']),
  parameter: nonEmpty.describe('The scenario parameter that was raised.'),
  unit: nonEmpty.describe('Of the parameter.'),
  slos: list(nonEmpty).describe('What a load has to meet in order to be held, besides being stationary.'),
  resolution: z.number().positive().describe('How far apart, as a share, the load held and the next one may lie.'),
  searches: list(searchSchema),
  atLeast: z.boolean().describe('Whether the point is only a lower bound, because no search ended at the target.'),
  asFound: pointSchema.exactOptional().describe('Over the loads found; absent where none was held.'),
  atMedianSpeed: pointSchema
    .exactOptional()
    .describe('Over the adjusted ones, and then the one to tell; absent where speed was not known.'),
  deliveries: z
    .number()
    .nonnegative()
    .exactOptional()
    .describe('Deliveries per second at the highest load held; absent where the scenario sends no messages.'),
  binding: bindingSchema,
}).meta({ id: 'Saturation', description: 'The highest load that one target holds in one scenario.' })

/** The highest load that one target holds in one scenario. */
export type Saturation = z.output<typeof saturationSchema>
/** One search. */
export type SaturationSearch = z.output<typeof searchSchema>
/** One load that was offered once. */
export type SaturationStep = z.output<typeof stepSchema>
/** Median over searches and its interval, in the unit of the load. */
export type SaturationPoint = z.output<typeof pointSchema>
/** What is used up first, and what says so. */
export type BindingResource = z.output<typeof bindingSchema>
/** Where a trial is in the report. */
export type TrialPlace = z.output<typeof trialPlaceSchema>

/** The saturation point that is told: at the median speed of the machine where that is known; `undefined` where no load was held. */
export function saturationPoint({ asFound, atMedianSpeed }: Saturation): SaturationPoint | undefined {
  return atMedianSpeed ?? asFound
}

/** Places of the results that were measured as steps of a search: there are many, and what they say is said there. */
export function stepResults(saturations: readonly Saturation[] = []): ReadonlySet<number> {
  const steps = saturations.flatMap(({ searches }) => searches.flatMap((search) => search.steps))
  return new Set(steps.flatMap(({ trials }) => trials.map(({ result }) => result)))
}
