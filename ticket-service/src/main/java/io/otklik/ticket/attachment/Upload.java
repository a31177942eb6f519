package io.otklik.ticket.attachment;

import java.nio.file.Path;

/**
 * A file as a client sent it; nothing of it has been checked.
 *
 * @param name null when the client gave none
 * @param content a temporary file that outlives the request's work on it
 */
public record Upload(String name, Path content) {}
