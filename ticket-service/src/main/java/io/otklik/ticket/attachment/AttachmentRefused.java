package io.otklik.ticket.attachment;

import io.otklik.edge.Messages;
import io.otklik.edge.Text;

/** What attachments refuse. */
public final class AttachmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such attachment, or its ticket is not the person's to see. */
        NOT_FOUND,
        /** More than {@link Attachments#MAX_FILES} in one request. */
        TOO_MANY,
        /** The person has {@link Attachments#MAX_UNATTACHED} files that are attached to nothing yet. */
        TOO_MANY_UPLOADS,
        /** More than {@link Attachments#MAX_SIZE} bytes. */
        TOO_LARGE,
        /** No content, so no type either. */
        EMPTY,
        /** The name is missing, or nothing of it can be kept. */
        BAD_NAME,
        /** The name is longer than {@link Attachments#MAX_NAME} characters. */
        LONG_NAME,
        /** The extension is none of the allowed ones. */
        TYPE_NOT_ALLOWED,
        /** The content is not what the extension says. */
        CONTENT_DIFFERS,
        /** It is no upload of the person's own, or attached already. */
        NOT_USABLE
    }

    private final Reason reason;
    private final String filename;

    /** @param filename the file that is meant, its name made safe; empty when the refusal is not about one file */
    AttachmentRefused(Reason reason, String filename) {
        super("Attachment: " + reason, null, false, false);
        this.reason = reason;
        this.filename = filename;
    }

    AttachmentRefused(Reason reason) {
        this(reason, "");
    }

    public Reason reason() {
        return reason;
    }

    public String filename() {
        return filename;
    }

    /** What is wrong, in words that all contracts share. */
    public Text words() {
        return switch (reason) {
            case NOT_FOUND -> Messages.NOT_FOUND;
            case TOO_MANY -> AttachmentWords.TOO_MANY;
            case TOO_MANY_UPLOADS -> AttachmentWords.TOO_MANY_UPLOADS;
            case BAD_NAME -> AttachmentWords.BAD_NAME;
            case LONG_NAME -> AttachmentWords.LONG_NAME;
            case EMPTY -> AttachmentWords.empty(filename);
            case TOO_LARGE -> AttachmentWords.tooLarge(filename);
            case TYPE_NOT_ALLOWED -> AttachmentWords.typeNotAllowed(filename);
            case CONTENT_DIFFERS -> AttachmentWords.contentDiffers(filename);
            case NOT_USABLE -> AttachmentWords.NOT_USABLE;
        };
    }
}
