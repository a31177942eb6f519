package io.otklik.identity.api.desk;

import io.otklik.identity.session.LoggedIn;

/** The answer of login. */
record DeskLogin(String access, String refresh, DeskPerson user) {

    static DeskLogin of(LoggedIn login) {
        return new DeskLogin(login.tokens().access(), login.tokens().refresh(), DeskPerson.of(login.person()));
    }
}
