package io.otklik.identity.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Two tokens of one session, as they go to the client. */
public record TokenPair(
        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String access,

        @Schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9...")
        String refresh) {

    /** Never the tokens. */
    @Override
    public String toString() {
        return "TokenPair";
    }
}
