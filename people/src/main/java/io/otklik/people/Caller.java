package io.otklik.people;

import io.otklik.events.PersonState;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The authenticated person of the current request. Only for endpoints that demand authentication. */
@RequestScoped
public class Caller {

    static final String ATTRIBUTE = "otklik.person";

    private final SecurityIdentity identity;
    private final People people;

    Caller(SecurityIdentity identity, People people) {
        this.identity = identity;
        this.people = people;
    }

    /** The caller as this service knows him now: a permission check may have learnt more than the token told. */
    public PersonState person() {
        PersonState authenticated = identity.getAttribute(ATTRIBUTE);
        return people.known(authenticated.id()).orElse(authenticated);
    }

    public long id() {
        return person().id();
    }

    public boolean isStaff() {
        return person().role().isStaff();
    }
}
