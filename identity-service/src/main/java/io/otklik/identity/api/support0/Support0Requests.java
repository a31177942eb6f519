package io.otklik.identity.api.support0;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class Support0Requests {

    private Support0Requests() {}

    @Schema(
            name = "Support0Register",
            requiredProperties = {"email", "username", "password"})
    record Register(
            @Schema(format = "email", maxLength = 254) String email,
            @Schema(minLength = 3, maxLength = 150) String username,
            @Schema(minLength = 8, maxLength = 128) String password) {}

    @Schema(
            name = "Support0JwtCreate",
            requiredProperties = {"username", "password"})
    record Create(String username, String password) {}

    @Schema(name = "Support0JwtRefresh", requiredProperties = "refresh")
    record Refresh(String refresh) {}
}
