package io.otklik.ticket.attachment;

import java.time.Instant;
import java.util.UUID;

/** A file that was uploaded to be attached later; {@code size} in bytes. */
public record UploadedFile(long id, UUID uuid, String filename, String contentType, long size, Instant createdAt) {}
