package io.otklik.people;

import io.otklik.events.PersonState;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The tokens that were verified lately, with the key that did it: to verify a signature and read what it signs costs a service
 * more than all else it does for a request. Only that is remembered which never changes of a token; whether it is over or
 * revoked, and whether its key is still published, is asked each time.
 */
final class SignedTokens {

    record Signed(JsonWebToken token, PersonState introduced, int version, String keyId, PublicKey key) {

        /** Whether the key that is published now is the one that verified it. */
        boolean isBy(Optional<PublicKey> published) {
            return published.filter(key::equals).isPresent();
        }
    }

    private final Map<String, Signed> latest;

    /** @param limit how many are kept; each takes some KiB */
    SignedTokens(int limit) {
        this.latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Signed> leastUsed) {
                return size() > limit;
            }
        };
    }

    /** By the whole token, its signature included. */
    synchronized Optional<Signed> find(String token) {
        return Optional.ofNullable(latest.get(token));
    }

    synchronized void remember(String token, Signed signed) {
        latest.put(token, signed);
    }
}
