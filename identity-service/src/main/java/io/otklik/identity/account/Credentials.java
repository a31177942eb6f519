package io.otklik.identity.account;

import io.otklik.events.PersonState;

/**
 * What a login is checked against.
 *
 * @param passwordHash null when the person has no password
 */
public record Credentials(PersonState person, String passwordHash) {

    /** Never the hash. */
    @Override
    public String toString() {
        return "Credentials[" + person.id() + "]";
    }
}
