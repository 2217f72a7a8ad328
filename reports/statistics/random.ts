// Resampling shares the generator's source of random numbers: there is one in the project.
export { seededRandom } from '../../load/random.ts'
