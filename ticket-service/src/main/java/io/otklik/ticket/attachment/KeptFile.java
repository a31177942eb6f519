package io.otklik.ticket.attachment;

import java.util.UUID;

/**
 * A file that was checked and lies in the store, and that no attachment refers to yet.
 *
 * @param sha256 in hexadecimal
 */
public record KeptFile(UUID uuid, String filename, FileType type, long size, String sha256) {}
