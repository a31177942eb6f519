package io.otklik.ticket.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/** Tells a file's type by its content alone; its name and what the client declared are not asked. Blocks. */
final class FileContent {

    /** Text that a browser or a shell would do something with; it is not what its sender calls a text or a log. */
    private static final MediaType[] ACTIVE = {
        MediaType.TEXT_HTML, MediaType.APPLICATION_XML, MediaType.application("x-sh")
    };

    private FileContent() {}

    /** Empty when it is none of the allowed types. */
    static Optional<FileType> type(Path file) throws IOException {
        MediaType detected = detected(file);
        return switch (detected.toString()) {
            case "image/jpeg" -> Optional.of(FileType.JPEG);
            case "image/png" -> Optional.of(FileType.PNG);
            case "image/webp" -> Optional.of(FileType.WEBP);
            case "application/pdf" -> Optional.of(FileType.PDF);
            default ->
                isOrIsKindOf(detected, MediaType.APPLICATION_ZIP) ? OfficeContainer.type(file) : text(detected, file);
        };
    }

    private static MediaType detected(Path file) throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            return MimeTypes.getDefaultMimeTypes().detect(content, new Metadata());
        }
    }

    /**
     * Tika guesses a dialect of text from a few words (a log that begins with „Date:“ is a mail to it), and takes what is
     * mostly not ASCII for binary: so the whole file is read.
     */
    private static Optional<FileType> text(MediaType detected, Path file) throws IOException {
        boolean may = detected.equals(MediaType.OCTET_STREAM) || isOrIsKindOf(detected, MediaType.TEXT_PLAIN);
        for (MediaType active : ACTIVE) {
            may = may && !isOrIsKindOf(detected, active);
        }
        return may && PlainText.is(file) ? Optional.of(FileType.TEXT) : Optional.empty();
    }

    private static boolean isOrIsKindOf(MediaType type, MediaType other) {
        MediaTypeRegistry registry = MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry();
        return registry.isInstanceOf(type, other);
    }
}
