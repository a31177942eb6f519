package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class AttachmentsTest {

    private static final String TOO_MANY = "{\"attachments\":\"Нельзя загружать больше 10 вложений к обращению.\"}";

    @Inject
    Pool pool;

    @ConfigProperty(name = "otklik.attachments.folder")
    Path folder;

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path uploads;

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of("a.jpg", Samples.JPEG, "image/jpeg"),
                Arguments.of("a.JPEG", Samples.JPEG, "image/jpeg"),
                Arguments.of("a.png", Samples.PNG, "image/png"),
                Arguments.of("a.webp", Samples.WEBP, "image/webp"),
                Arguments.of("a.pdf", Samples.PDF, "application/pdf"),
                Arguments.of(
                        "a.docx",
                        Samples.docx(),
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                Arguments.of(
                        "extension.docx",
                        Samples.extensionDocx(),
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                Arguments.of(
                        "a.xlsx", Samples.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                Arguments.of("a.txt", Samples.TEXT, "text/plain"),
                Arguments.of("a.log", Samples.TEXT, "text/plain"),
                Arguments.of("mail.log", Samples.ascii("Date: today\nFrom: me\nERROR x\n"), "text/plain"),
                Arguments.of("json.log", Samples.ascii("{\"level\":\"info\"}\n"), "text/plain"),
                Arguments.of("bitmap.log", Samples.ascii("P1 is down\n"), "text/plain"),
                Arguments.of("pixmap.log", Samples.ascii("P3 2026-01-01 ERROR\n"), "text/plain"),
                Arguments.of("pem.txt", Samples.ascii("-----BEGIN CERTIFICATE-----\nMIIB\n"), "text/plain"),
                Arguments.of("http.log", Samples.ascii("HTTP/1.1 200 OK\r\nDate: today\r\n\r\n"), "text/plain"),
                Arguments.of("mz.txt", Samples.ascii("MZ is how a program begins\n"), "text/plain"),
                Arguments.of("page.log", Samples.ascii("ERROR x\n".repeat(50) + "<html lang=\"ru\">\n"), "text/plain"),
                Arguments.of(
                        "ns.log", Samples.ascii("got: <html xmlns=\"http://www.w3.org/1999/xhtml\">"), "text/plain"),
                Arguments.of("colour.log", Samples.ascii("\u001b[31mERROR\u001b[0m\n"), "text/plain"),
                Arguments.of("1251.txt", "Журнал «старый» №1".getBytes(Charset.forName("windows-1251")), "text/plain"),
                Arguments.of("utf16.txt", "Блокнот\r\n".getBytes(StandardCharsets.UTF_16), "text/plain"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void create_storesEveryAllowedType(String filename, byte[] content, String type) {
        PersonState owner = user();
        Response created = Form.ticket().file(filename, content).post(owner);
        long id = created.jsonPath().getLong("id");
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":" + id + ",\"subject\":\"С файлами\",\"status\":\"open\"}"));

        Response shown = as(owner).get(TICKETS + id + "/");
        long attachment = shown.jsonPath().getLong("attachments[0].id");
        String path = "/api/v1/tickets/" + id + "/attachments/" + attachment + "/";
        String attachments = "\"attachments\":[{\"id\":" + attachment + ",\"filename\":\"" + filename + "\",\"size\":"
                + content.length + ",\"content_type\":\"" + type + "\",\"url\":\"" + path + "\"}]}";
        assertThat(shown.asString(), containsString(attachments));
        assertThat(as(Cast.agent()).get(Cast.SUPPORT + id + "/").asString(), containsString(attachments));

        Response file = as(owner).get(path);
        file.then().statusCode(200).header("Content-Type", type);
        assertThat(Arrays.equals(file.asByteArray(), content), is(true));
    }

    static Stream<Arguments> lies() {
        byte[] program = Samples.ascii("MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000");
        return Stream.of(
                Arguments.of("a.png", Samples.JPEG),
                Arguments.of("a.jpg", Samples.PNG),
                Arguments.of("a.jpg", Samples.GIF),
                Arguments.of("a.webp", Samples.ascii("RIFF\u0010\u0000\u0000\u0000WAVEfmt ")),
                Arguments.of("a.pdf", Samples.TEXT),
                Arguments.of("a.pdf", Samples.docx()),
                Arguments.of("a.txt", Samples.PNG),
                Arguments.of("a.txt", Samples.PDF),
                Arguments.of("a.log", program),
                Arguments.of("a.jpg", program),
                Arguments.of("a.txt", Samples.ascii("<html><script>alert(1)</script></html>")),
                Arguments.of("a.txt", Samples.ascii("<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>")),
                Arguments.of("a.txt", Samples.ascii("#!/bin/sh\nrm -rf /\n")),
                Arguments.of("a.txt", Samples.ascii("\r\n\t <!DocType HTML><p>x")),
                Arguments.of("a.log", "\ufeff<SVG onload=\"alert(1)\"/>".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a.txt", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_16)),
                Arguments.of("a.txt", Samples.docx()),
                Arguments.of("a.txt", Samples.ascii("text\u0000text")),
                Arguments.of("a.txt", Samples.ascii("\u00de\u00ad\u00be\u00ef")),
                Arguments.of("a.txt", Samples.plainZip()),
                Arguments.of("a.docx", Samples.plainZip()),
                Arguments.of("a.xlsx", Samples.plainZip()),
                Arguments.of("a.docx", Samples.xlsx()),
                Arguments.of("a.xlsx", Samples.docx()),
                Arguments.of("a.docx", Samples.macroDocx()),
                Arguments.of("a.docx", Samples.hollowDocx()),
                Arguments.of("a.docx", Samples.extensionMacroDocx()),
                Arguments.of("a.docx", Arrays.copyOf(Samples.docx(), 200)),
                Arguments.of("a.docx", Samples.TEXT));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void create_refusesContentThatIsNotWhatTheNameSays(String filename, byte[] content) {
        refused(
                Form.ticket().file("good.txt", Samples.TEXT).file(filename, content),
                "{\"attachments\":\"Содержимое файла «" + filename + "» не соответствует его расширению.\"}");
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("declared", Samples.bomb(200 << 20)),
                Arguments.of("dense", Samples.bomb(20 << 20)),
                Arguments.of("lying", Samples.lyingBomb(100 << 20)),
                Arguments.of("crowd", Samples.crowd(6_000)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void create_refusesABombFast(String name, byte[] bomb) {
        long start = System.nanoTime();
        refused(
                Form.ticket().file("bomb.docx", bomb),
                "{\"attachments\":\"Содержимое файла «bomb.docx» не соответствует его расширению.\"}");
        assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(5)));
    }

    @Test
    void create_refusesElevenFilesWithTheDocumentsBody() {
        Form form = Form.ticket();
        for (int i = 0; i < 11; i++) {
            form = form.file(i + ".txt", Samples.TEXT);
        }
        refused(form, TOO_MANY);
    }

    @Test
    void create_takesTenFilesInTheirOrder() {
        PersonState owner = user();
        Form form = Form.ticket();
        for (int i = 0; i < 10; i++) {
            form = form.file(i + ".txt", Samples.TEXT);
        }
        long id = form.post(owner).then().statusCode(201).extract().jsonPath().getLong("id");
        as(owner)
                .get(TICKETS + id)
                .then()
                .body("attachments.filename.join()", is("0.txt1.txt2.txt3.txt4.txt5.txt6.txt7.txt8.txt9.txt"));
    }

    @Test
    void create_takesTenMebibytesAndNotAByteMore() {
        byte[] full = new byte[10 << 20];
        Arrays.fill(full, (byte) 'a');
        Form.ticket().file("full.log", full).post(user()).then().statusCode(201);
        refused(
                Form.ticket().file("over.log", Arrays.copyOf(full, full.length + 1)),
                "{\"attachments\":\"Файл «over.log» больше 10 МБ.\"}");
        refused(
                Form.ticket().file("eleven.png", Arrays.copyOf(Samples.PNG, 11 << 20)),
                "{\"attachments\":\"Файл «eleven.png» больше 10 МБ.\"}");
    }

    @Test
    void create_refusesAnEmptyFileAndAnUnknownExtension() {
        refused(Form.ticket().file("a.txt", new byte[0]), "{\"attachments\":\"Файл «a.txt» пуст.\"}");
        for (String filename : new String[] {"a.exe", "a.txt.exe", "a", "a.", "a.svg", "a.zip", "a.doc"}) {
            refused(
                    Form.ticket().file(filename, Samples.TEXT),
                    "{\"attachments\":\"Недопустимое расширение файла «" + filename
                            + "». Разрешены: .jpg, .jpeg, .png, .webp, .txt, .log, .docx, .pdf, .xlsx.\"}");
        }
    }

    @Test
    void create_refusesAttachmentsThatAreNoFiles() {
        String answer =
                "{\"attachments\":\"Загруженные данные не являются файлом. Отправьте их как multipart/form-data.\"}";
        refused(Form.ticket().field("attachments", "a.txt"), answer);
        for (String value : new String[] {"[\"a.txt\"]", "\"a.txt\"", "{}", "5"}) {
            PersonState owner = user();
            as(owner)
                    .body("{\"subject\":\"Т\",\"category\":1,\"description\":\"Т\",\"attachments\":" + value + "}")
                    .post(TICKETS)
                    .then()
                    .statusCode(400)
                    .body(equalTo(answer));
            as(owner).get(TICKETS).then().header("X-Total-Count", "0");
        }
        for (String nothing : new String[] {"[]", "null"}) {
            as(user())
                    .body("{\"subject\":\"Т\",\"category\":1,\"description\":\"Т\",\"attachments\":" + nothing + "}")
                    .post(TICKETS)
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void create_takesAFormInWhichNoFileWasChosen() {
        PersonState owner = user();
        long id = Form.ticket()
                .file("", new byte[0])
                .field("attachments", "")
                .post(owner)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        as(owner).get(TICKETS + id).then().body("attachments.size()", is(0));
    }

    @Test
    void create_refusedForItsOtherFieldsStoresNoFile() {
        refused(
                new Form()
                        .field("subject", "Тема")
                        .field("category", "987654321")
                        .field("description", "Текст")
                        .file("a.txt", Samples.TEXT),
                "{\"category\":[\"Недопустимый первичный ключ \\\"987654321\\\" - объект не существует.\"]}");
        refused(
                new Form().field("category", "1").field("description", "Текст").file("a.txt", Samples.TEXT),
                "{\"subject\":[\"Это поле обязательно.\"]}");
    }

    @Test
    void create_withEmptyFieldsAnswersAsToJson() {
        String answer = Cast.bearer(Cast.all().token(user()))
                .contentType("application/json")
                .body("{\"subject\":\"\",\"category\":\"\",\"description\":\"\"}")
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body("subject[0]", equalTo("Это поле не может быть пустым."))
                .extract()
                .asString();
        refused(new Form().field("subject", "").field("category", "").field("description", ""), answer);
    }

    @Test
    void create_speaksEnglishWhenAsked() {
        Form form = Form.ticket().file("a.exe", Samples.TEXT);
        PersonState owner = user();
        form.in("en", owner)
                .then()
                .statusCode(400)
                .body("attachments", containsString("The extension of \"a.exe\" is not allowed."));
    }

    @Test
    void uploads_areRemovedWithTheirRequest() {
        Form.ticket().file("a.txt", Samples.TEXT).post(user()).then().statusCode(201);
        Form.ticket().file("a.exe", Samples.TEXT).post(user()).then().statusCode(400);
        await().atMost(Duration.ofSeconds(10)).until(() -> files(uploads), is(0L));
    }

    private void refused(Form form, String answer) {
        PersonState owner = user();
        long rows = rows();
        long files = files(folder);
        form.post(owner).then().statusCode(400).contentType("application/json").body(equalTo(answer));
        as(owner).get(TICKETS).then().header("X-Total-Count", "0");
        assertThat(rows(), is(rows));
        assertThat(files(folder), is(files));
    }

    private long rows() {
        return pool.query("select count(*) from attachment")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static long files(Path folder) {
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
