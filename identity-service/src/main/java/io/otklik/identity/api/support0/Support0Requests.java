package io.otklik.identity.api.support0;

import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class Support0Requests {

    private Support0Requests() {}

    @Schema(
            name = "Support0Register",
            requiredProperties = {"email", "username", "password"})
    record Register(
            @Schema(format = "email", maxLength = NewPerson.MAX_EMAIL, example = "email@example.com")
            String email,

            @Schema(
                    minLength = Flaw.MIN_USERNAME,
                    maxLength = NewPerson.MAX_USERNAME,
                    description = "Letters and digits of any script, and `@.+-_`",
                    example = "example_user")
            String username,

            @Schema(
                    format = "password",
                    minLength = Flaw.MIN_PASSWORD,
                    maxLength = Flaw.MAX_PASSWORD,
                    description = "Neither the username nor the e-mail",
                    example = "example.password")
            String password) {}

    @Schema(
            name = "Support0JwtCreate",
            requiredProperties = {"username", "password"})
    record Create(
            @Schema(
                    maxLength = NewPerson.MAX_EMAIL,
                    description = "The username or the e-mail",
                    example = "example_user")
            String username,

            @Schema(format = "password", maxLength = Flaw.MAX_PASSWORD, example = "example.password")
            String password) {}

    @Schema(name = "Support0JwtRefresh", requiredProperties = "refresh")
    record Refresh(
            @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
            String refresh) {}
}
