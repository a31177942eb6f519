package io.otklik.identity.api.desk;

import io.otklik.identity.session.LoggedIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of login. */
record DeskLogin(
        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String access,

        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String refresh,

        DeskPerson user) {

    static DeskLogin of(LoggedIn login) {
        return new DeskLogin(login.tokens().access(), login.tokens().refresh(), DeskPerson.of(login.person()));
    }
}
