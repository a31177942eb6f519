package io.otklik.ticket.attachment;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.PathPart;

/**
 * An attachment to download.
 *
 * @param content the whole file: a bare Path would be cut to the asked {@code Range} under the status 200
 */
public record StoredFile(String filename, String contentType, PathPart content) {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()+-]");
    private static final String UNESCAPED =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~";

    /** {@code Content-Disposition}: to save, never to show; the whole name as RFC 6266 has it, and a plain one for old clients. */
    public String disposition() {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : filename.getBytes(StandardCharsets.UTF_8)) {
            if (UNESCAPED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(String.format("%02X", octet));
            }
        }
        String plain = NOT_PLAIN.matcher(filename).replaceAll("_");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
