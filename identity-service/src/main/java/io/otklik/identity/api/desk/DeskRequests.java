package io.otklik.identity.api.desk;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class DeskRequests {

    private DeskRequests() {}

    @Schema(
            name = "DeskRegister",
            requiredProperties = {"username", "email", "password"})
    record Register(
            @Schema(minLength = 3, maxLength = 150) String username,
            @Schema(format = "email", maxLength = 254) String email,
            @Schema(minLength = 8, maxLength = 128) String password,

            @Schema(enumeration = {"REQUESTER", "OPERATOR", "EXECUTOR"})
            String role) {}

    @Schema(
            name = "DeskLoginRequest",
            requiredProperties = {"username", "password"})
    record Login(String username, String password) {}
}
