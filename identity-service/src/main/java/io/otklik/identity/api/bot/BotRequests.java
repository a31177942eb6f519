package io.otklik.identity.api.bot;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class BotRequests {

    private BotRequests() {}

    @Schema(name = "BotLoginRequest", requiredProperties = "initData")
    record Login(String initData, String hash) {}

    @Schema(name = "BotProfile")
    record Profile(
            @Schema(maxLength = 150, nullable = true) String first_name,
            @Schema(maxLength = 150, nullable = true) String last_name,
            @Schema(minLength = 3, maxLength = 150) String username) {}

    @Schema(name = "BotRole", requiredProperties = "role")
    record NewRole(
            @Schema(enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"})
            String role) {}

    @Schema(name = "BotStatus", requiredProperties = "is_active")
    record NewStatus(boolean is_active) {}
}
