package io.otklik.ticket.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Tells a file's type by its content alone; its name and what the client declared are not asked. Blocks. */
final class FileContent {

    /** How text begins that a browser or a shell would do something with; its sender would not call it a text or a log. */
    private static final List<String> ACTIVE =
            List.of("<?xml", "<!doctype", "<html", "<head", "<body", "<script", "<svg", "#!");

    private FileContent() {}

    /** Empty when it is none of the allowed types. */
    static Optional<FileType> type(Path file) throws IOException {
        MediaType detected = detected(file);
        return switch (detected.toString()) {
            case "image/jpeg" -> Optional.of(FileType.JPEG);
            case "image/png" -> Optional.of(FileType.PNG);
            case "image/webp" -> Optional.of(FileType.WEBP);
            case "application/pdf" -> Optional.of(FileType.PDF);
            default -> isZip(detected) ? OfficeContainer.type(file) : text(file);
        };
    }

    private static MediaType detected(Path file) throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            return MimeTypes.getDefaultMimeTypes().detect(content, new Metadata());
        }
    }

    /**
     * Tika is not asked: it guesses from a few words (a log that begins with „P1 “ is a picture to it, one that quotes a page is
     * the page), and takes what is mostly not ASCII for binary. So the whole file is read.
     */
    private static Optional<FileType> text(Path file) throws IOException {
        return PlainText.beginning(file)
                .map(beginning -> beginning.toLowerCase(Locale.ROOT))
                .filter(beginning -> ACTIVE.stream().noneMatch(beginning::startsWith))
                .map(beginning -> FileType.TEXT);
    }

    private static boolean isZip(MediaType type) {
        return MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry().isInstanceOf(type, MediaType.APPLICATION_ZIP);
    }
}
