package io.otklik.identity.account;

import io.otklik.events.PersonState;
import java.time.Instant;

/** A person, and when he was last changed. */
public record Account(PersonState person, Instant updatedAt) {}
