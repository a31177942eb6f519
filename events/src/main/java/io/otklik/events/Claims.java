package io.otklik.events;

/**
 * The names of the claims in our tokens, beside the registered ones ({@code sub} is the person's id). The whole person
 * travels in the token, so that it introduces him to a service that has not heard of him yet.
 */
public final class Claims {

    /** {@code access} or {@code refresh}. */
    public static final String TYPE = "typ";

    public static final String ACCESS = "access";
    public static final String REFRESH = "refresh";

    /** The person's token version when the token was made; smaller than the person's is dead. */
    public static final String VERSION = "ver";

    /** The session, that is the family of refresh tokens. */
    public static final String SESSION = "sid";

    /** The person as {@link PersonState} in JSON. */
    public static final String PERSON = "person";

    public static final String USERNAME = "upn";

    public static final String ISSUER = "otklik";

    private Claims() {}
}
