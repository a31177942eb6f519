package io.otklik.standalone;

/** Whom a local run's first start creates, unless the environment says otherwise. */
final class Administrator {
    static final String USERNAME = "admin";
    static final String EMAIL = "admin@example.com";
    static final String PASSWORD = "Admin_12345";

    private Administrator() {}
}
