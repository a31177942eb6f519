package io.otklik.identity.session;

/** Two tokens of one session, as they go to the client. */
public record TokenPair(String access, String refresh) {

    /** Never the tokens. */
    @Override
    public String toString() {
        return "TokenPair";
    }
}
