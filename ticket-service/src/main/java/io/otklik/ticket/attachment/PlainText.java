package io.otklik.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Whether a file is text throughout: UTF-8, UTF-16 with its mark, or the Windows-1251 of old Russian logs. Blocks. */
final class PlainText {

    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    /** What Russian text in Windows-1251 has beside ASCII and letters; without this limit nearly any bytes would pass. */
    private static final String RUSSIAN_SIGNS = "Ёё№«»„“”‘’–—…\u00a0";

    private static final int BEGINNING = 16;

    private PlainText() {}

    /** Its first {@value #BEGINNING} characters, not counting blanks before them; empty when it is not text throughout. */
    static Optional<String> beginning(Path file) throws IOException {
        if (startsWithUtf16Mark(file)) {
            return readAs(StandardCharsets.UTF_16, PlainText::isOfText, file);
        }
        Optional<String> unicode = readAs(StandardCharsets.UTF_8, PlainText::isOfText, file);
        return unicode.isPresent() ? unicode : readAs(WINDOWS_1251, PlainText::isOfRussianText, file);
    }

    private static boolean startsWithUtf16Mark(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] mark = content.readNBytes(2);
            return mark.length == 2 && ((mark[0] == -1 && mark[1] == -2) || (mark[0] == -2 && mark[1] == -1));
        }
    }

    private static Optional<String> readAs(Charset charset, IntPredicate allowed, Path file) throws IOException {
        StringBuilder beginning = new StringBuilder(BEGINNING);
        char[] piece = new char[8192];
        try (Reader reader = new InputStreamReader(
                Files.newInputStream(file), charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT))) {
            for (int length = reader.read(piece); length >= 0; length = reader.read(piece)) {
                for (int i = 0; i < length; i++) {
                    if (!allowed.test(piece[i])) {
                        return Optional.empty();
                    }
                    if (beginning.length() < BEGINNING && (beginning.length() > 0 || !isBlank(piece[i]))) {
                        beginning.append(piece[i]);
                    }
                }
            }
            return Optional.of(beginning.toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** The byte order mark is one, too. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\ufeff';
    }

    /** Escape is what coloured logs have. */
    private static boolean isOfText(int character) {
        return character >= ' '
                ? character != 0x7f
                : character == '\t' || character == '\n' || character == '\r' || character == '\f' || character == 0x1b;
    }

    private static boolean isOfRussianText(int character) {
        return isOfText(character)
                && (character < 0x80
                        || (character >= 'А' && character <= 'я')
                        || RUSSIAN_SIGNS.indexOf(character) >= 0);
    }
}
