package io.otklik.ticket.conversation;

import io.otklik.ticket.attachment.Uploads;

/**
 * What somebody says on a ticket. The length has been checked by the contract.
 *
 * @param internal for staff only
 * @param messageType {@code text}, {@code image} or {@code file}
 * @param uploads files that the author has uploaded before
 */
public record NewComment(String text, boolean internal, String messageType, Uploads uploads) {

    /** Nothing but text. */
    public NewComment(String text, boolean internal) {
        this(text, internal, "text", Uploads.NONE);
    }
}
