package io.otklik.identity.account;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What to change of one's own profile; what is empty stays. The lengths have been checked by the contract.
 *
 * @param username compatibility-composed (NFKC), like that of a {@link NewPerson}
 * @param firstName an empty inner value forgets it, like that of {@code lastName}
 */
public record ProfileEdit(
        Optional<String> username, Optional<Optional<String>> firstName, Optional<Optional<String>> lastName) {

    /** Of a first or last name. */
    public static final int MAX_NAME = 150;

    public ProfileEdit {
        username = username.map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC));
    }
}
