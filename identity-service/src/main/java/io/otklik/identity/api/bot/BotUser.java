package io.otklik.identity.api.bot;

import io.otklik.events.PersonState;
import io.otklik.identity.account.Account;
import java.time.Instant;
import java.util.UUID;

/** The user object: the answer of me and profile, and most of that of role and status. Who has no first name shows as his username. */
record BotUser(
        UUID id,
        Long telegram_id,
        String username,
        String first_name,
        String last_name,
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
