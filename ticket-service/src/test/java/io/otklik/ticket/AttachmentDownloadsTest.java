package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class AttachmentDownloadsTest {

    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    @Inject
    Pool pool;

    @ConfigProperty(name = "otklik.attachments.folder")
    Path folder;

    @Test
    void download_isForTheOwnerAndStaff() {
        PersonState owner = user();
        String path = filed(owner, "a.txt");
        for (PersonState reader : List.of(owner, agent(), Cast.someone(Role.MODERATOR), admin())) {
            Response file = as(reader).get(path);
            file.then()
                    .statusCode(200)
                    .header("Content-Type", "text/plain")
                    .header("Content-Length", Integer.toString(Samples.TEXT.length))
                    .header("Content-Disposition", "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt")
                    .header("X-Content-Type-Options", "nosniff");
            assertThat(file.asByteArray(), equalTo(Samples.TEXT));
        }
        as(user())
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body(equalTo(NOT_FOUND));
        given().get(path)
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Cast.bearer("x").get(path).then().statusCode(401);
    }

    @Test
    void download_isOpenToWhoHasJustBecomeStaff() {
        String path = filed(user(), "a.txt");
        PersonState before = user();
        as(before).get(path).then().statusCode(404);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));
        as(before).get(path).then().statusCode(200);
        assertThat(promoted.revision(), is(2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-3", "bytes=-1", "bytes=999999-", "bytes=3-1", "bytes=0-0,2-2", "x"})
    void download_isTheWholeFile_whateverPartIsAskedFor(String range) {
        PersonState owner = user();
        String upload = Bot.upload(owner, "a.txt");
        for (String path :
                new String[] {filed(owner, "a.txt"), Bot.FILES + upload, "/uploads/files/" + upload + "/a.txt"}) {
            Response file = as(owner).header("Range", range).get(path);
            file.then()
                    .statusCode(200)
                    .header("Accept-Ranges", "none")
                    .header("Content-Range", nullValue())
                    .header("Content-Length", Integer.toString(Samples.TEXT.length));
            assertThat(file.asByteArray(), equalTo(Samples.TEXT));
        }
    }

    @Test
    void download_namesTheFileAsRfc6266Says() {
        String path = filed(user(), "Отчёт 100% (1).txt");
        as(agent())
                .get(path)
                .then()
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"_____ 100_ (1).txt\"; "
                                + "filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82%20100%25%20%281%29.txt");
    }

    @Test
    void download_needsTheAttachmentsOwnTicket() {
        PersonState owner = user();
        String path = filed(owner, "a.txt");
        long other = Cast.ticket(owner, "Другой");
        as(owner)
                .get(path.replaceAll("tickets/\\d+", "tickets/" + other))
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @Test
    void download_ofAnInternalCommentsFileIsForStaff() {
        PersonState owner = user();
        String path = filed(owner, "a.txt");
        long ticket = Long.parseLong(path.split("/")[4]);
        long comment = Cast.comment(agent(), ticket, "Тайно", true);
        pool.preparedQuery("update attachment set comment_id = $2 where ticket_id = $1")
                .execute(Tuple.of(ticket, comment))
                .await()
                .indefinitely();
        as(owner).get(path).then().statusCode(404);
        as(agent()).get(path).then().statusCode(200);
        as(owner).get(TICKETS + ticket).then().body("attachments.size()", is(0));
    }

    @Test
    void download_fromAStoreThatIsAwayIsAnsweredSo() throws IOException {
        PersonState owner = user();
        String path = filed(owner, "a.txt");
        String uuid = pool.preparedQuery("select uuid from attachment where id = $1")
                .execute(Tuple.of(Long.valueOf(path.split("/")[6])))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
        Files.delete(folder.resolve(uuid.substring(uuid.length() - 2)).resolve(uuid));
        as(owner)
                .get(path)
                .then()
                .statusCode(503)
                .body(equalTo("{\"detail\":\"Сервис временно недоступен. Повторите позже.\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "99999999999999999999", "%00", "..%2f..%2fetc%2fpasswd", "987654321"})
    void download_ofAnImpossibleIdIsNotFound(String id) {
        PersonState owner = user();
        String path = filed(owner, "a.txt");
        for (String wrong :
                new String[] {path.replaceAll("\\d+/$", id + "/"), path.replaceAll("tickets/\\d+", "tickets/" + id)}) {
            as(owner)
                    .urlEncodingEnabled(false)
                    .get(wrong)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    /** Files a ticket with a text under the name; the attachment's url. */
    private static String filed(PersonState owner, String filename) {
        long id = Form.ticket()
                .file(filename, Samples.TEXT)
                .post(owner)
                .jsonPath()
                .getLong("id");
        return as(owner).get(TICKETS + id).jsonPath().getString("attachments[0].url");
    }
}
