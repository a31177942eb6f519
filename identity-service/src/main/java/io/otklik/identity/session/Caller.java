package io.otklik.identity.session;

import io.otklik.events.PersonState;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The authenticated person of the current request. Only for endpoints that demand authentication. */
@RequestScoped
public class Caller {

    static final String ATTRIBUTE = "otklik.person";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller as the database knew him when the request came. */
    public PersonState person() {
        return identity.getAttribute(ATTRIBUTE);
    }
}
