package io.otklik.identity.api.support0;

import io.otklik.identity.session.TokenPair;

/** The answer of create and refresh. */
record JwtPair(String refresh, String access) {

    static JwtPair of(TokenPair pair) {
        return new JwtPair(pair.refresh(), pair.access());
    }
}
