package io.otklik.identity.session;

import io.otklik.events.Claims;
import java.util.UUID;

/** What a token says whose signature, issuer and expiry are good. Whether it is still alive, the database knows. */
record Token(Type type, long personId, int version, UUID session, String id) {

    enum Type {
        ACCESS(Claims.ACCESS),
        REFRESH(Claims.REFRESH);

        final String claim;

        Type(String claim) {
            this.claim = claim;
        }

        /** Fails with {@link IllegalArgumentException} when there is no such type. */
        static Type of(String claim) {
            for (Type type : values()) {
                if (type.claim.equals(claim)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("typ " + claim);
        }
    }
}
