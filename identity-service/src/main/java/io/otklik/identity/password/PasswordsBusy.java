package io.otklik.identity.password;

/** More passwords wait to be hashed than this process takes on: come again in a second. */
public final class PasswordsBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasswordsBusy(int waiting) {
        super(waiting + " passwords wait to be hashed", null, false, false);
    }
}
