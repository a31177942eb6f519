package io.otklik.identity.api.techsupport;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them; they are read by {@link io.otklik.edge.Fields}, after the checks that come first. */
final class Requests {

    private Requests() {}

    @Schema(
            name = "Register",
            requiredProperties = {"username", "email", "password"})
    record Register(
            @Schema(minLength = 3, maxLength = 150, pattern = "^[\\w.@+-]+$")
            String username,

            @Schema(format = "email", maxLength = 254) String email,
            @Schema(minLength = 8, maxLength = 128) String password,
            String re_password) {}

    @Schema(
            name = "Login",
            requiredProperties = {"username", "password"})
    record Login(String username, String password) {}

    @Schema(name = "RefreshToken", requiredProperties = "refresh")
    record Refresh(String refresh) {}

    @Schema(name = "AnyToken", requiredProperties = "token")
    record Verify(String token) {}

    @Schema(name = "ResetPassword", requiredProperties = "email")
    record ResetPassword(
            @Schema(format = "email", maxLength = 254) String email) {}

    @Schema(
            name = "ResetPasswordConfirm",
            requiredProperties = {"uid", "token", "new_password"})
    record ConfirmPassword(
            String uid,
            String token,
            @Schema(minLength = 8, maxLength = 128) String new_password) {}

    @Schema(name = "NewRole", requiredProperties = "role")
    record NewRole(
            @Schema(enumeration = {"user", "support"}) String role) {}
}
