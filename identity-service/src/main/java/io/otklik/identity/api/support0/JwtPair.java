package io.otklik.identity.api.support0;

import io.otklik.identity.session.TokenPair;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of create and refresh. */
@Schema(name = "Support0JwtPair")
record JwtPair(
        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String refresh,

        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String access) {

    static JwtPair of(TokenPair pair) {
        return new JwtPair(pair.refresh(), pair.access());
    }
}
