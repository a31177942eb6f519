package io.otklik.ticket.attachment;

import java.util.regex.Pattern;

/** The name of an attachment: what is left of a client's name when all that could lead or mislead is gone. */
final class FileName {

    /** Control characters, line separators, and the marks that turn the writing direction („gpj.exe“ for „exe.jpg“). */
    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");

    private FileName() {}

    /**
     * The last segment of the path that was sent, without harmful characters. Fails with BAD_NAME when that leaves nothing, only
     * dots, or the name held a NUL or broken Unicode; and with LONG_NAME.
     */
    static String of(String sent) {
        if (sent == null || sent.indexOf('\0') >= 0 || hasLoneSurrogate(sent)) {
            throw new AttachmentRefused(AttachmentRefused.Reason.BAD_NAME);
        }
        String segment = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = HARMFUL.matcher(segment).replaceAll("").strip();
        if (name.chars().allMatch(character -> character == '.')) {
            throw new AttachmentRefused(AttachmentRefused.Reason.BAD_NAME);
        }
        if (name.codePointCount(0, name.length()) > Attachments.MAX_NAME) {
            throw new AttachmentRefused(AttachmentRefused.Reason.LONG_NAME);
        }
        return name;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
