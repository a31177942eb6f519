package io.otklik.identity.session;

import java.security.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that were verified lately, with the key that did it: to verify a signature costs more than all else that a request
 * needs. Only what never changes of a token is remembered.
 */
final class VerifiedTokens {

    record Verified(Token token, Instant expiresAt, String keyId, Key key) {

        /** @param published the key of that id now; null when it is withdrawn */
        boolean isValid(Instant now, Key published) {
            return now.isBefore(expiresAt) && key.equals(published);
        }
    }

    private final Map<String, Verified> latest;

    /** @param limit how many are kept */
    VerifiedTokens(int limit) {
        this.latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Verified> leastUsed) {
                return size() > limit;
            }
        };
    }

    /** By the whole token, its signature included. */
    synchronized Optional<Verified> find(String token) {
        return Optional.ofNullable(latest.get(token));
    }

    synchronized void remember(String token, Verified verified) {
        latest.put(token, verified);
    }
}
