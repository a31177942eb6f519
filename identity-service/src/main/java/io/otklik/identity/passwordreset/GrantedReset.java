package io.otklik.identity.passwordreset;

import io.otklik.events.PersonState;
import java.util.UUID;

/** A reset that can still be carried out, and the person as he is. */
record GrantedReset(UUID id, PersonState person) {}
