package io.otklik.ticket.attachment;

/** What attachments refuse. */
public final class AttachmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such attachment, or its ticket is not the person's to see. */
        NOT_FOUND,
        /** More than {@link Attachments#MAX_FILES} in one request. */
        TOO_MANY,
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
}
