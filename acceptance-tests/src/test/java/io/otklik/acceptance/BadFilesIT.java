package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Refused.with;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.specification.RequestSpecification;
import io.restassured.specification.ResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attachments that are refused, without a trace in the owner's list or in the folder of files (contracts/README.md, section 3). */
@ExtendWith(Suite.class)
class BadFilesIT {

    private static final String TICKETS = "/api/v1/tickets/";
    private static final byte[] SCRIPT = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);

    private Someone owner;
    private long before;

    @BeforeEach
    void count() {
        owner = Someone.registered();
        before = storedFiles();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("a.exe", Samples.TEXT, extension("a.exe")),
                Arguments.of("a.txt.svg", SCRIPT, extension("a.txt.svg")),
                Arguments.of("a.zip", Samples.zip(), extension("a.zip")),
                Arguments.of("a", Samples.TEXT, extension("a")),
                Arguments.of("a.png", Samples.gif(), content("a.png")),
                Arguments.of("a.png", Samples.TEXT, content("a.png")),
                Arguments.of("a.txt", SCRIPT, content("a.txt")),
                Arguments.of("a.pdf", Samples.docx(), content("a.pdf")),
                Arguments.of("a.docx", Samples.zip(), content("a.docx")),
                Arguments.of("a.xlsx", Samples.docx(), content("a.xlsx")),
                Arguments.of("bomb.docx", Samples.bomb(), content("bomb.docx")),
                Arguments.of("a.txt", new byte[0], invalid("{attachments: 'Файл «a.txt» пуст.'}")),
                Arguments.of("big.log", text(11 << 20), invalid("{attachments: 'Файл «big.log» больше 10 МБ.'}")),
                Arguments.of("..", Samples.TEXT, invalid("{attachments: 'Недопустимое имя файла.'}")),
                Arguments.of("a/", Samples.TEXT, invalid("{attachments: 'Недопустимое имя файла.'}")),
                Arguments.of(
                        "я".repeat(252) + ".txt",
                        Samples.TEXT,
                        invalid("{attachments: 'Имя файла должно содержать не более 255 символов.'}")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_isRefused_andNothingOfItsTicketIsStored(String name, byte[] content, ResponseSpecification refusal) {
        owner.ticketForm("С файлом")
                .multiPart("attachments", "good.txt", Samples.TEXT)
                .multiPart("attachments", name, content)
                .post(TICKETS)
                .then()
                .spec(refusal);
        assertNothingStored();
    }

    @Test
    void elevenFiles_areRefused() {
        RequestSpecification form = owner.ticketForm("С файлом");
        for (int i = 0; i < 11; i++) {
            form = form.multiPart("attachments", i + ".txt", Samples.TEXT);
        }
        form.post(TICKETS).then().spec(invalid("{attachments: 'Нельзя загружать больше 10 вложений к обращению.'}"));
        assertNothingStored();
    }

    @Test
    void goodFile_ofABadTicketIsNotKept() {
        owner.form()
                .multiPart("category", owner.category())
                .multiPart("description", "Text")
                .multiPart("attachments", "good.txt", Samples.TEXT)
                .post(TICKETS)
                .then()
                .spec(invalid("{subject: ['Это поле обязательно.']}"));
        assertNothingStored();
    }

    @Test
    void json_ofMoreThanAMebibyteIsRefused() {
        owner.request()
                .body("{\"subject\": \"" + "a".repeat(1 << 20) + "\"}")
                .post(TICKETS)
                .then()
                .spec(with(413, "{detail: 'Тело запроса слишком велико.'}"));
        assertNothingStored();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("../../etc/cron.d/a.txt", "a.txt"),
                Arguments.of("/etc/a.txt", "a.txt"),
                Arguments.of("..%2f..%2fa.txt", "..%2f..%2fa.txt"),
                Arguments.of("a\u202etxt.exe.txt", "atxt.exe.txt"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_keepsItsLastSegment(String sent, String kept) {
        long ticket = owner.ticketForm("С файлом")
                .multiPart("attachments", sent, Samples.TEXT)
                .post(TICKETS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        owner.request().get(TICKETS + ticket + "/").then().body("attachments.filename", is(List.of(kept)));
        assertEquals(before + 1, storedFiles());
    }

    private void assertNothingStored() {
        owner.request().get(TICKETS).then().header("X-Total-Count", "0");
        assertEquals(before, storedFiles());
    }

    private static ResponseSpecification extension(String name) {
        return invalid("{attachments: 'Недопустимое расширение файла «" + name
                + "». Разрешены: .jpg, .jpeg, .png, .webp, .txt, .log, .docx, .pdf, .xlsx.'}");
    }

    private static ResponseSpecification content(String name) {
        return invalid("{attachments: 'Содержимое файла «" + name + "» не соответствует его расширению.'}");
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, (byte) 'a');
        return text;
    }

    private static long storedFiles() {
        Path folder = Suite.running().attachments();
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
