/** Starts a target in a process of its own, says so, and stays until it is ended: `node harness.ts single|redis|ipc`. */
import { clusterTarget } from '../../target/cluster.ts'
import { singleTarget } from '../../target/single.ts'
import { plainGateway } from './plain-gateway-command.ts'

const kind = process.argv[2]
const target =
  kind === 'single'
    ? singleTarget(plainGateway)
    : clusterTarget({ ...plainGateway, adapter: kind === 'ipc' ? 'ipc' : 'redis' })
const { urls } = await target.start()
console.log(urls.join(' '))
