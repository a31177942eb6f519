package io.otklik.identity.api.desk;

import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request bodies as OpenAPI shows them. */
final class DeskRequests {

    private DeskRequests() {}

    @Schema(
            name = "DeskRegister",
            requiredProperties = {"username", "email", "password"})
    record Register(
            @Schema(
                    minLength = Flaw.MIN_USERNAME,
                    maxLength = NewPerson.MAX_USERNAME,
                    description = "Letters and digits of any script, and `@.+-_`",
                    example = "ivanova")
            String username,

            @Schema(format = "email", maxLength = NewPerson.MAX_EMAIL, example = "ivanova@example.com")
            String email,

            @Schema(
                    format = "password",
                    minLength = Flaw.MIN_PASSWORD,
                    maxLength = Flaw.MAX_PASSWORD,
                    description = "Neither the username nor the e-mail",
                    example = "correct-horse-42")
            String password,

            @Schema(
                    enumeration = {"REQUESTER", "OPERATOR", "EXECUTOR"},
                    defaultValue = "REQUESTER",
                    description = "The other two only where the operator of the suite lets anybody take them")
            String role) {}

    @Schema(
            name = "DeskLoginRequest",
            requiredProperties = "password",
            example = "{\"username\": \"ivanova\", \"password\": \"correct-horse-42\"}")
    record Login(
            @Schema(maxLength = NewPerson.MAX_EMAIL, description = "The username or the e-mail", example = "ivanova")
            String username,

            @Schema(
                    maxLength = NewPerson.MAX_EMAIL,
                    description = "The same, for who sends no `username`",
                    example = "ivanova@example.com")
            String email,

            @Schema(format = "password", maxLength = Flaw.MAX_PASSWORD, example = "correct-horse-42")
            String password) {}
}
