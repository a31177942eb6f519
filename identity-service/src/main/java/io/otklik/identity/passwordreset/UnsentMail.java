package io.otklik.identity.passwordreset;

import io.otklik.edge.Language;
import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.UUID;

/**
 * A reset whose mail this worker may hand over now.
 *
 * @param attempts this one included
 */
record UnsentMail(UUID id, PersonState person, Language language, Instant expiresAt, int attempts) {}
