package io.otklik.identity.api.bot;

import io.otklik.events.PersonState;
import io.otklik.identity.account.Account;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The user object: the answer of me and profile, and most of that of role and status. Who has no first name shows as his username. */
record BotUser(
        UUID id,
        @Schema(example = "123456789", nullable = true) Long telegram_id,
        @Schema(example = "john_doe") String username,
        @Schema(example = "John") String first_name,
        @Schema(example = "Doe", nullable = true) String last_name,

        @Schema(enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"})
        String role,

        boolean is_active,
        Instant created_at,
        Instant updated_at) {

    static BotUser of(Account account) {
        PersonState person = account.person();
        return new BotUser(
                person.uuid(),
                person.telegramId(),
                person.username(),
                person.shortName(),
                person.lastName(),
                RoleName.of(person.role()),
                !person.blocked(),
                person.createdAt(),
                account.updatedAt());
    }
}
