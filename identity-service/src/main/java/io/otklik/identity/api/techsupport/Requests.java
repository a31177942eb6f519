package io.otklik.identity.api.techsupport;

import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them; they are read by {@link io.otklik.edge.Fields}, after the checks that come first. */
final class Requests {

    private Requests() {}

    @Schema(
            name = "Register",
            requiredProperties = {"username", "email", "password"})
    record Register(
            @Schema(format = "email", maxLength = NewPerson.MAX_EMAIL, example = "user@example.com")
            String email,

            @Schema(
                    minLength = Flaw.MIN_USERNAME,
                    maxLength = NewPerson.MAX_USERNAME,
                    description = "Letters and digits of any script, and `@.+-_`",
                    example = "username")
            String username,

            @Schema(
                    format = "password",
                    minLength = Flaw.MIN_PASSWORD,
                    maxLength = Flaw.MAX_PASSWORD,
                    description = "Neither the username nor the e-mail",
                    example = "correct-horse-42")
            String password,

            @Schema(format = "password", description = "The password again, if sent", example = "correct-horse-42")
            String re_password) {}

    @Schema(
            name = "Login",
            requiredProperties = "password",
            example = "{\"username\": \"your-username\", \"password\": \"your-password\"}")
    record Login(
            @Schema(
                    maxLength = NewPerson.MAX_EMAIL,
                    description = "The username or the e-mail",
                    example = "your-username")
            String username,

            @Schema(
                    maxLength = NewPerson.MAX_EMAIL,
                    description = "The same, for who sends no `username`",
                    example = "user@example.com")
            String email,

            @Schema(format = "password", maxLength = Flaw.MAX_PASSWORD, example = "your-password")
            String password) {}

    @Schema(name = "RefreshToken", requiredProperties = "refresh")
    record Refresh(
            @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
            String refresh) {}

    @Schema(name = "AnyToken", requiredProperties = "token")
    record Verify(
            @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
            String token) {}

    @Schema(name = "ResetPassword", requiredProperties = "email")
    record ResetPassword(
            @Schema(format = "email", maxLength = NewPerson.MAX_EMAIL, example = "user@example.com")
            String email) {}

    @Schema(
            name = "ResetPasswordConfirm",
            requiredProperties = {"uid", "token", "new_password"})
    record ConfirmPassword(
            @Schema(description = "Of the link in the mail", example = "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70")
            String uid,

            @Schema(description = "Of the link in the mail", example = "pZ0kq1J3mVt5nXw7yR9sB2dF4gH6jL8cK-aQeTuIoP0")
            String token,

            @Schema(
                    format = "password",
                    minLength = Flaw.MIN_PASSWORD,
                    maxLength = Flaw.MAX_PASSWORD,
                    example = "newSecurePassword123")
            String new_password) {}

    @Schema(name = "NewRole", requiredProperties = "role")
    record NewRole(
            @Schema(enumeration = {"support", "user"}) String role) {}
}
