package io.otklik.ticket;

import static io.otklik.ticket.Bot.NOT_FOUND;
import static io.otklik.ticket.Bot.TICKETS;
import static io.otklik.ticket.Bot.invalid;
import static io.otklik.ticket.Bot.say;
import static io.otklik.ticket.Bot.ticket;
import static io.otklik.ticket.Bot.upload;
import static io.otklik.ticket.Bot.uploading;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** telegram-bot.md, „Файлы“. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotFilesTest {

    @ConfigProperty(name = "otklik.attachments.folder")
    Path folder;

    @Test
    void upload_answersTheDocumentsBody() {
        Response uploaded = uploading(user(), "../Отчёт за #1; 100%.txt", Samples.TEXT);
        String id = uploaded.jsonPath().getString("id");
        uploaded.then()
                .statusCode(201)
                .body(equalTo("{\"id\":\"" + id + "\",\"filename\":\"Отчёт за #1; 100%.txt\",\"size\":"
                        + Samples.TEXT.length + ",\"content_type\":\"text/plain\",\"url\":\"/uploads/files/" + id
                        + "/%D0%9E%D1%82%D1%87%D1%91%D1%82%20%D0%B7%D0%B0%20%231%3B%20100%25.txt\",\"created_at\":\""
                        + uploaded.jsonPath().getString("created_at") + "\"}"));
    }

    @Test
    void download_isForTheUploaderAndWhoeverSeesTheMessage() {
        PersonState owner = user();
        PersonState agent = agent();
        String id = ticket(owner, "Тема");
        Response uploaded = uploading(agent, "Отчёт.txt", Samples.TEXT);
        String file = uploaded.jsonPath().getString("id");
        String url = uploaded.jsonPath().getString("url");
        for (String path : new String[] {url, Bot.FILES + file, Bot.FILES + file + "/"}) {
            Response shown = as(agent).urlEncodingEnabled(false).get(path);
            shown.then()
                    .statusCode(200)
                    .header("Content-Type", "text/plain")
                    .header("X-Content-Type-Options", "nosniff")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"_____.txt\"; filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82.txt");
            assertThat(shown.asByteArray(), equalTo(Samples.TEXT));
        }
        for (String other : new String[] {"a.txt", "%D0%BE%D1%82%D1%87%D1%91%D1%82.txt"}) {
            as(agent)
                    .urlEncodingEnabled(false)
                    .get("/uploads/files/" + file + "/" + other)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        reads(owner, file, "Отчёт.txt", 404);
        reads(agent(), file, "Отчёт.txt", 404);
        say(agent, id, Map.of("content", "Т", "attachments", List.of(file)))
                .then()
                .statusCode(201);
        reads(owner, file, "Отчёт.txt", 200);
        reads(agent(), file, "Отчёт.txt", 200);
        reads(user(), file, "Отчёт.txt", 404);

        String secret = upload(agent, "secret.txt");
        say(agent, id, Map.of("content", "Т", "is_internal", true, "attachments", List.of(secret)))
                .then()
                .statusCode(201);
        reads(owner, secret, "secret.txt", 404);
        reads(agent(), secret, "secret.txt", 200);
        as(Cast.admin()).delete(TICKETS + id).then().statusCode(200);
        reads(agent, file, "Отчёт.txt", 404);
    }

    @Test
    void download_byItsAddressStandsOddNames() {
        PersonState person = user();
        String url = uploading(person, "Отчёт за #1; 100% a+b.txt", Samples.TEXT)
                .jsonPath()
                .getString("url");
        as(person).urlEncodingEnabled(false).get(url).then().statusCode(200);
    }

    @Test
    void upload_isRefusedToWhoeverHasTooManyThatAreAttachedToNothing() throws SQLException {
        PersonState person = user();
        assertThat(unattached(person, 99), is(99L));
        String last = upload(person, "a.txt");
        long files = files();
        uploading(person, "a.txt", Samples.TEXT)
                .then()
                .statusCode(429)
                .header("Retry-After", "600")
                .body(equalTo(
                        "{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"Не больше 100 загруженных и не "
                                + "прикреплённых файлов. Прикрепите их или повторите позже.\",\"details\":[]}}"));
        assertThat(unattached(person, 0), is(100L));
        assertThat(files(), is(files));
        assertThat(upload(user(), "a.txt").isEmpty(), is(false));
        say(person, ticket(person, "Тема"), Map.of("content", "Т", "attachments", List.of(last)))
                .then()
                .statusCode(201);
        assertThat(upload(person, "a.txt").isEmpty(), is(false));
    }

    /** Makes so many more without files; how many there are then. */
    private static long unattached(PersonState uploader, int more) throws SQLException {
        try (Connection database = Cast.database();
                Statement statement = database.createStatement()) {
            statement.execute(
                    "insert into attachment (uuid, uploader_id, filename, content_type, size, sha256, created_at)"
                            + " select gen_random_uuid(), " + uploader.id()
                            + ", 'a.txt', 'text/plain', 1, sha256('a'), now()"
                            + " from generate_series(1, " + more + ")");
            try (ResultSet count = statement.executeQuery("select count(*) from attachment where ticket_id is null"
                    + " and uploader_id = " + uploader.id())) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    private long files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void reads(PersonState reader, String file, String filename, int status) {
        for (String path : new String[] {Bot.FILES + file, "/uploads/files/" + file + "/" + filename}) {
            Response answer = as(reader).get(path);
            answer.then().statusCode(status);
            if (status == 404) {
                answer.then().contentType("application/json").body(equalTo(NOT_FOUND));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "%00", "6d1f7e3e-0000-4000-8000-000000000000", "..%2f..%2fetc%2fpasswd"})
    void download_ofAnImpossibleIdIsNotFound(String id) {
        for (String path : new String[] {Bot.FILES + id, "/uploads/files/" + id + "/a.txt"}) {
            as(agent())
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void upload_refusesWhatIsNoGoodFile() {
        PersonState person = user();
        uploading(person, "a.exe", Samples.TEXT)
                .then()
                .statusCode(422)
                .body(
                        "error.details.message",
                        contains("Недопустимое расширение файла «a.exe». Разрешены: "
                                + ".jpg, .jpeg, .png, .webp, .txt, .log, .docx, .pdf, .xlsx."));
        uploading(person, "a.png", Samples.TEXT)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Содержимое файла «a.png» не соответствует его расширению.")));
        uploading(person, "a.txt", new byte[0])
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Файл «a.txt» пуст.")));
        uploading(person, "big.log", "a".repeat((10 << 20) + 1).getBytes(StandardCharsets.US_ASCII))
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Файл «big.log» больше 10 МБ.")));
        uploading(person, "", new byte[0])
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Это поле обязательно.")));
        new Form()
                .field("other", "x")
                .postTo(Bot.FILES + "upload", person)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Это поле обязательно.")));
        new Form()
                .field("file", "x")
                .postTo(Bot.FILES + "upload", person)
                .then()
                .statusCode(422)
                .body(equalTo(invalid(
                        "file", "Загруженные данные не являются файлом. Отправьте их как multipart/form-data.")));
        String part = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";
        new Form()
                .part(part, Samples.TEXT)
                .part(part, Samples.TEXT)
                .postTo(Bot.FILES + "upload", person)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("file", "Отправьте один файл.")));
        as(person)
                .body("{}")
                .post(Bot.FILES + "upload")
                .then()
                .statusCode(415)
                .body("error.code", is("UNSUPPORTED_MEDIA_TYPE"));
    }
}
