package io.otklik.identity.session;

import io.otklik.events.PersonState;

/** Who logged in, with the tokens of the new session. */
public record LoggedIn(PersonState person, TokenPair tokens) {}
