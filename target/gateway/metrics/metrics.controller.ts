import { Controller, Get, Header, Inject } from '@nestjs/common'
import { MetricsService } from './metrics.service.ts'

/** `GET /metrics` in the Prometheus text format 0.0.4. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(MetricsService) private readonly metrics: MetricsService) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async expose(): Promise<string> {
    return this.metrics.expose()
  }
}
