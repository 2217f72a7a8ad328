import { BadRequestException, Body, Controller, HttpCode, HttpStatus, Inject, Post, UseGuards } from '@nestjs/common'
import { JwtAuthGuard } from '../auth/jwt-auth.guard.ts'
import { ZodValidationPipe } from '../validation/zod-validation.pipe.ts'
import { type NewNotification, notificationSchema } from './notifications.schemas.ts'
import { NotificationsService } from './notifications.service.ts'

function NotificationBody(): ParameterDecorator {
  return Body(new ZodValidationPipe(notificationSchema, (problem) => new BadRequestException(problem)))
}

/** `POST /notifications {user, text}`: accepted, not confirmed; nobody waits for the user's devices. */
@Controller('notifications')
@UseGuards(JwtAuthGuard)
export class NotificationsController {
  constructor(@Inject(NotificationsService) private readonly notifications: NotificationsService) {}

  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  create(@NotificationBody() notification: NewNotification): { readonly id: string } {
    return { id: this.notifications.send(notification) }
  }
}
