package io.otklik.identity.account;

import java.text.Normalizer;

/**
 * What somebody registers with. A contract that could not read a component leaves it null, so that
 * {@link Accounts#flaws} can still judge the others; registering needs all three.
 *
 * @param username compatibility-composed (NFKC), so that it cannot be told apart from itself
 */
public record NewPerson(String username, String email, String password) {

    public static final int MAX_USERNAME = 150;
    public static final int MAX_EMAIL = 254;

    public NewPerson {
        username = username == null ? null : Normalizer.normalize(username, Normalizer.Form.NFKC);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "NewPerson[" + username + "]";
    }
}
