package io.otklik.ticket.attachment;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks into a zip for a document of Word or Excel: its {@code [Content_Types].xml} (ECMA-376, part 2) must call a part that is
 * there the main part of one, by its name or, where it usually lies, by its extension. Macro-enabled kinds and templates are
 * others. A bomb is refused by what its directory says, or as soon as an entry unpacks to more than it said; nothing is unpacked to
 * memory or disk. Blocks.
 */
final class OfficeContainer {

    private static final int MAX_ENTRIES = 5_000;
    private static final long MAX_UNPACKED = 128L << 20;
    /** Small documents may shrink as they like; a big one that shrinks more than documents do is a bomb. */
    private static final long MAX_UNPACKED_AT_ANY_RATIO = 8L << 20;

    private static final int MAX_RATIO = 100;
    private static final long MAX_CONTENT_TYPES = 1L << 20;

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final Map<String, FileType> MAIN_PARTS = Map.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileType.DOCX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileType.XLSX);

    /** Where the main part usually lies: its type may be that of the extension, for a part that has none of its own. */
    private static final Map<FileType, String> USUAL_PARTS =
            Map.of(FileType.DOCX, "word/document.xml", FileType.XLSX, "xl/workbook.xml");

    private OfficeContainer() {}

    /** Empty when it is neither. */
    static Optional<FileType> type(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.size() > MAX_ENTRIES ? List.of() : zip.stream().toList();
            ZipEntry contentTypes = zip.getEntry(CONTENT_TYPES);
            if (contentTypes == null || contentTypes.getSize() > MAX_CONTENT_TYPES || isBombAsDeclared(entries)) {
                return Optional.empty();
            }
            Optional<FileType> type = mainPart(zip, contentTypes);
            return type.isPresent() && unpacksAsDeclared(zip, entries) ? type : Optional.empty();
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static boolean isBombAsDeclared(List<? extends ZipEntry> entries) {
        long unpacked = 0;
        long packed = 0;
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            if (entry.getSize() < 0 || entry.getSize() > MAX_UNPACKED || !names.add(entry.getName())) {
                return true;
            }
            unpacked += entry.getSize();
            packed += entry.getCompressedSize();
        }
        return entries.isEmpty()
                || unpacked > MAX_UNPACKED
                || (unpacked > MAX_UNPACKED_AT_ANY_RATIO && unpacked > MAX_RATIO * packed);
    }

    private static boolean unpacksAsDeclared(ZipFile zip, List<? extends ZipEntry> entries) throws IOException {
        byte[] piece = new byte[16 << 10];
        for (ZipEntry entry : entries) {
            long left = entry.getSize();
            try (InputStream content = zip.getInputStream(entry)) {
                for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
                    left -= length;
                    if (left < 0) {
                        return false;
                    }
                }
            }
            if (left != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<FileType> mainPart(ZipFile zip, ZipEntry contentTypes) throws IOException {
        MainPart found = new MainPart(zip);
        try (InputStream content = new Bounded(zip.getInputStream(contentTypes), MAX_CONTENT_TYPES)) {
            XMLReaderUtils.parseSAX(content, found, new ParseContext());
        } catch (SAXException | TikaException unreadable) {
            return Optional.empty();
        }
        Set<FileType> kinds = found.kinds();
        return kinds.size() == 1 ? Optional.of(kinds.iterator().next()) : Optional.empty();
    }

    /** Which kinds of main part the content types name. One document is of one kind. */
    private static final class MainPart extends DefaultHandler {

        private final ZipFile zip;
        private final Set<FileType> kinds = new HashSet<>();
        private final Set<FileType> ofExtension = new HashSet<>();
        private final Set<String> typed = new HashSet<>();

        MainPart(ZipFile zip) {
            this.zip = zip;
        }

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
            String part = attributes.getValue("PartName");
            FileType kind = MAIN_PARTS.get(String.valueOf(attributes.getValue("ContentType")));
            if (part != null && part.startsWith("/")) {
                typed.add(part.substring(1));
                if (kind != null && zip.getEntry(part.substring(1)) != null) {
                    kinds.add(kind);
                }
            } else if (kind != null && "xml".equalsIgnoreCase(attributes.getValue("Extension"))) {
                ofExtension.add(kind);
            }
        }

        Set<FileType> kinds() {
            for (FileType kind : ofExtension) {
                String part = USUAL_PARTS.get(kind);
                if (!typed.contains(part) && zip.getEntry(part) != null) {
                    kinds.add(kind);
                }
            }
            return kinds;
        }
    }

    /** Ends with an error where an entry that lies about its size would go on. */
    private static final class Bounded extends BufferedInputStream {

        private long left;

        Bounded(InputStream content, long limit) {
            super(content);
            this.left = limit;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new ZipException("Content types are too long");
            }
            return read;
        }
    }
}
