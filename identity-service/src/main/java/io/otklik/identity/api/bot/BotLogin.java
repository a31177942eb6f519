package io.otklik.identity.api.bot;

import io.otklik.events.PersonState;
import io.otklik.identity.telegram.TelegramLogins;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of the login.
 *
 * @param expires_in seconds
 */
record BotLogin(String access_token, String token_type, long expires_in, User user) {

    @Schema(name = "BotLoginUser")
    record User(UUID id, Long telegram_id, String username, String first_name, String role, Instant created_at) {}

    static BotLogin of(TelegramLogins.Arrival arrival) {
        PersonState person = arrival.person();
        User user = new User(
                person.uuid(),
                person.telegramId(),
                person.username(),
                person.shortName(),
                RoleName.of(person.role()),
                person.createdAt());
        return new BotLogin(arrival.token().access(), "bearer", arrival.token().seconds(), user);
    }
}
