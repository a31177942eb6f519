package io.otklik.ticket.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be attached (techsupport-v1.md, „Разрешенные MIME-типы для вложений“). */
public enum FileType {
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    TEXT("text/plain", "txt", "log"),
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    /** As downloads and lists name it. */
    public String mediaType() {
        return mediaType;
    }

    /** The type that the name's extension promises. */
    static Optional<FileType> promisedBy(String filename) {
        String extension = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return filename.indexOf('.') < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(type -> type.extensions.contains(extension))
                        .findFirst();
    }
}
