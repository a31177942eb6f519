package io.otklik.ticket.conversation;

import java.time.Instant;

/** A comment, as it was written; comments do not change. */
public record CommentSnapshot(long id, long authorId, boolean internal, String text, Instant createdAt) {}
