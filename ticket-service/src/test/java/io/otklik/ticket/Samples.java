package io.otklik.ticket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest real file of each type that may be attached, and some that may not. */
final class Samples {

    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    static final byte[] WEBP = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    static final byte[] GIF = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    static final byte[] JPEG = Base64.getDecoder()
            .decode(
                    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////"
                            + "////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/"
                            + "2gAIAQEAAD8AN//Z");
    static final byte[] PDF = ascii("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    static final byte[] TEXT = "Привет, это лог\nвторая строка\n".getBytes(StandardCharsets.UTF_8);

    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private Samples() {}

    static byte[] docx() {
        return zip(document("/word/document.xml", WORD, ascii("<w:document/>")));
    }

    static byte[] xlsx() {
        return zip(document("/xl/workbook.xml", EXCEL, ascii("<workbook/>")));
    }

    static byte[] macroDocx() {
        return zip(
                document("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", new byte[1]));
    }

    /** The main part has no type but that of its extension. */
    static byte[] extensionDocx() {
        Map<String, byte[]> entries = document("/docProps/app.xml", "application/xml", ascii("<Properties/>"), WORD);
        entries.put("word/document.xml", ascii("<w:document/>"));
        return zip(entries);
    }

    /** The extension's type is Word's, but the part has one of its own. */
    static byte[] extensionMacroDocx() {
        return zip(document(
                "/word/document.xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
                ascii("<w:document/>"),
                WORD));
    }

    /** Says that it has a Word document, and has none. */
    static byte[] hollowDocx() {
        Map<String, byte[]> entries = document("/word/document.xml", WORD, new byte[0]);
        entries.remove("word/document.xml");
        return zip(entries);
    }

    static byte[] plainZip() {
        return zip(Map.of("a.txt", ascii("text")));
    }

    /** A Word document whose text unpacks to so many bytes of nothing. */
    static byte[] bomb(int unpacked) {
        return zip(document("/word/document.xml", WORD, new byte[unpacked]));
    }

    /** A Word document of very many entries. */
    static byte[] crowd(int count) {
        Map<String, byte[]> entries = document("/word/document.xml", WORD, ascii("<w:document/>"));
        for (int i = 0; i < count; i++) {
            entries.put("word/media/" + i, new byte[0]);
        }
        return zip(entries);
    }

    /** A Word document that unpacks to far more than its directory says. */
    static byte[] lyingBomb(int unpacked) {
        byte[] zip = bomb(unpacked);
        byte[] name = ascii("word/document.xml");
        int directory = lastIndexOf(zip, ascii("PK\u0001\u0002"), name);
        // The unpacked size, at 24 in the entry's directory header.
        zip[directory + 24] = 16;
        zip[directory + 25] = 0;
        zip[directory + 26] = 0;
        zip[directory + 27] = 0;
        return zip;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, byte[]> document(String part, String type, byte[] content) {
        return document(part, type, content, "application/xml");
    }

    /** @param xml the type of the parts that have none of their own */
    private static Map<String, byte[]> document(String part, String type, byte[] content, String xml) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "[Content_Types].xml",
                ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"xml\" ContentType=\"" + xml + "\"/>"
                        + "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/></Types>"));
        entries.put(
                "_rels/.rels",
                ascii("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Target=\"" + part.substring(1) + "\" Type="
                        + "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>"
                        + "</Relationships>"));
        entries.put(part.substring(1), content);
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /** Where the last directory header of the entry begins. */
    private static int lastIndexOf(byte[] zip, byte[] signature, byte[] name) {
        for (int at = zip.length - 46 - name.length; at >= 0; at--) {
            if (startsWith(zip, at, signature) && startsWith(zip, at + 46, name)) {
                return at;
            }
        }
        throw new IllegalArgumentException("No such entry");
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
