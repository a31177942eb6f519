package io.otklik.notification.socket;

import io.otklik.edge.Language;
import io.otklik.events.PersonState;
import java.time.Instant;

/**
 * Who may open a socket, found out before the upgrade.
 *
 * @param tokenVersion of the token, which dies when the person's grows beyond it
 * @param language of everything that the socket says
 */
public record Admitted(PersonState person, int tokenVersion, Instant expiresAt, Language language) {}
