package io.otklik.ticket.attachment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.PathPart;

/** An attachment to download. */
public record StoredFile(String filename, String contentType, long size, Path content) {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()+-]");
    private static final String UNESCAPED =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~";

    /** The whole file as a response's body: a bare Path would be cut to the asked {@code Range} under the status 200. */
    public PathPart whole() {
        return new PathPart(content, 0, size);
    }

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
