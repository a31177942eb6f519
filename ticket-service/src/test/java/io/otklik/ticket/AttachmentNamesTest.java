package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class AttachmentNamesTest {

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("../../etc/cron.d/a.txt", "a.txt"),
                Arguments.of("/etc/a.txt", "a.txt"),
                Arguments.of("..\\\\..\\\\a.txt", "a.txt"),
                Arguments.of("C:\\\\Users\\\\me\\\\a.txt", "a.txt"),
                Arguments.of("a/..\\\\b/c.txt", "c.txt"),
                Arguments.of("Снимок экрана (1).txt", "Снимок экрана (1).txt"),
                Arguments.of("a\u202etxt.exe.txt", "atxt.exe.txt"),
                Arguments.of("a\tb\u0007.txt", "ab.txt"),
                Arguments.of("..txt", "..txt"),
                Arguments.of("😀".repeat(251) + ".txt", "😀".repeat(251) + ".txt"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void create_keepsTheLastSegmentOfAName(String sent, String kept) {
        PersonState owner = user();
        long id = Form.ticket()
                .file(sent, Samples.TEXT)
                .post(owner)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        as(owner).get(TICKETS + id).then().body("attachments[0].filename", is(kept));
    }

    @Test
    void create_refusesNamesOfWhichNothingIsLeft() {
        for (String filename : new String[] {"..", ".", "a/..", "a/", "..\\\\", " ", "...", "a\u0000.txt"}) {
            refused(Form.ticket().file(filename, Samples.TEXT), "{\"attachments\":\"Недопустимое имя файла.\"}");
        }
        refused(
                Form.ticket().file("я".repeat(252) + ".txt", Samples.TEXT),
                "{\"attachments\":\"Имя файла должно содержать не более 255 символов.\"}");
        refused(
                Form.ticket()
                        .part(
                                "Content-Disposition: form-data; name=\"attachments\"\r\n"
                                        + "Content-Type: application/octet-stream",
                                Samples.TEXT),
                "{\"attachments\":\"Недопустимое имя файла.\"}");
    }

    private static void refused(Form form, String answer) {
        PersonState owner = user();
        form.post(owner).then().statusCode(400).body(equalTo(answer));
        as(owner).get(TICKETS).then().header("X-Total-Count", "0");
    }
}
