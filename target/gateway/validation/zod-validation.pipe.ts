import type { PipeTransform } from '@nestjs/common'
import type { z } from 'zod'

/** Replaces a value by what a schema makes of it, or throws what `refuse` makes of the first problem. */
export class ZodValidationPipe<Output> implements PipeTransform<unknown, Output> {
  constructor(
    private readonly schema: z.ZodType<Output>,
    private readonly refuse: (problem: string) => Error,
  ) {}

  transform(value: unknown): Output {
    const result = this.schema.safeParse(value)
    if (result.success) return result.data
    const [issue] = result.error.issues
    throw this.refuse(`${['payload', ...(issue?.path ?? [])].join('.')} ${issue?.message ?? 'is not valid'}`)
  }
}
