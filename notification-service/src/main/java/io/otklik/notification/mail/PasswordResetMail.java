package io.otklik.notification.mail;

import io.otklik.edge.Language;
import java.time.Instant;
import java.util.UUID;

/**
 * A person's link for a new password, which identity hands over to be mailed.
 *
 * @param id the same for every repetition
 * @param expiresAt when the link dies; later it is not worth sending
 */
public record PasswordResetMail(
        UUID id, long personId, String username, String email, Language language, String link, Instant expiresAt) {}
