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
record BotLogin(
        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String access_token,

        @Schema(enumeration = "bearer") String token_type,
        @Schema(description = "Seconds", example = "604800") long expires_in,
        User user) {

    @Schema(name = "BotLoginUser")
    record User(
            UUID id,
            @Schema(example = "123456789") Long telegram_id,
            @Schema(example = "john_doe") String username,
            @Schema(example = "John") String first_name,

            @Schema(enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"})
            String role,

            Instant created_at) {}

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
