package io.otklik.edge;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of the tokens that were verified lately: to verify a signature and read what it signs costs a service more than
 * all else it does for a request. Only what never changes of a token belongs here, and the key that verified it; whether it is over
 * or revoked, and whether its key is still published, is asked each time.
 */
public final class VerifiedTokens<T> {

    /** Ours have about 1 200 characters. */
    private static final int LONGEST = 4_096;

    private final Map<String, T> latest;

    /** @param limit how many are kept; each takes some KiB */
    public VerifiedTokens(int limit) {
        this.latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> leastUsed) {
                return size() > limit;
            }
        };
    }

    /** By the whole token, its signature included. */
    public synchronized Optional<T> find(String token) {
        return Optional.ofNullable(latest.get(token));
    }

    /** Keeps what was read, unless the token is longer than ours are or spelled otherwise. */
    public void remember(String token, T read) {
        if (token.length() <= LONGEST && isCanonical(token)) {
            put(token, read);
        }
    }

    private synchronized void put(String token, T read) {
        latest.put(token, read);
    }

    /**
     * Whether no other text is the same token: the verifier overlooks padding, foreign characters and spare bits in a signature, so
     * that one token could take every place here.
     */
    private static boolean isCanonical(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            for (String part : parts) {
                byte[] bytes = Base64.getUrlDecoder().decode(part);
                if (!part.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }
}
