package io.otklik.identity.api.bot;

import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.account.ProfileEdit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class BotRequests {

    /** Telegram's have a few hundred characters. */
    static final int LONGEST_INIT_DATA = 16_384;

    private BotRequests() {}

    @Schema(name = "BotLoginRequest", requiredProperties = "initData")
    record Login(
            @Schema(
                    maxLength = LONGEST_INIT_DATA,
                    description = "As Telegram gave it to the WebApp",
                    example = "user=%7B%22id%22%3A123456789%7D&auth_date=1704103200&hash=c501b71e775f74ce10e377de")
            String initData,

            @Schema(
                    nullable = true,
                    description = "Needed only where `initData` does not hold it",
                    example = "c501b71e775f74ce10e377de")
            String hash) {}

    @Schema(name = "BotProfile", description = "What is not sent stays; null or blank forgets a personal name.")
    record Profile(
            @Schema(maxLength = ProfileEdit.MAX_NAME, nullable = true, example = "John")
            String first_name,

            @Schema(maxLength = ProfileEdit.MAX_NAME, nullable = true, example = "Doe")
            String last_name,

            @Schema(minLength = Flaw.MIN_USERNAME, maxLength = NewPerson.MAX_USERNAME, example = "john_doe")
            String username) {}

    @Schema(name = "BotRole", requiredProperties = "role")
    record NewRole(
            @Schema(
                    enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"},
                    example = "HELPER")
            String role) {}

    @Schema(name = "BotStatus", requiredProperties = "is_active")
    record NewStatus(
            @Schema(description = "False blocks the person", example = "false")
            boolean is_active) {}
}
