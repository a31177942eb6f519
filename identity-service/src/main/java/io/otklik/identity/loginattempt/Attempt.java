package io.otklik.identity.loginattempt;

/** An attempt to log in, counted as a failure until its outcome is known. */
public final class Attempt {

    /** The account's key, also of an account that does not exist. */
    final String account;

    final ClientAddress address;

    /** What was counted: all scopes, or only the pair where that has logged in before. */
    final boolean everywhere;

    Attempt(String account, ClientAddress address, boolean everywhere) {
        this.account = account;
        this.address = address;
        this.everywhere = everywhere;
    }
}
