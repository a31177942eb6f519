package io.otklik.identity.session;

/**
 * The names of the claims in our tokens, beside the registered ones ({@code sub} is the person's id). The module people
 * reads them by the same names.
 */
final class Claims {

    static final String ISSUER = "otklik";

    /** {@code access} or {@code refresh}. */
    static final String TYPE = "typ";

    /** The person's token version when the token was made; smaller than the person's is dead. */
    static final String VERSION = "ver";

    /** The session, that is the family of refresh tokens. */
    static final String SESSION = "sid";

    /** In access tokens: the person as {@link io.otklik.events.PersonState} in JSON, to introduce him to other services. */
    static final String PERSON = "person";

    static final String USERNAME = "upn";

    private Claims() {}
}
