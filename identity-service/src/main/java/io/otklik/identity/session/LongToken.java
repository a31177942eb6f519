package io.otklik.identity.session;

/**
 * An access token that has no refresh token beside it.
 *
 * @param seconds how long it lives
 */
public record LongToken(String access, long seconds) {

    /** Never the token. */
    @Override
    public String toString() {
        return "LongToken";
    }
}
