package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that nobody's client sends but an attacker's, and bodies over the limits. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BrokenFormsTest {

    private static final String BROKEN = "{\"detail\":\"Ошибка разбора формы.\"}";
    private static final String TOO_LARGE = "{\"detail\":\"Тело запроса слишком велико.\"}";
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String GOOD = "--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nТема\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\n1\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nТекст\r\n";

    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"attachments\"; filename*=UTF-8''%zz.txt",
                "Content-Disposition: form-data; name=\"attachments\"; filename*=bogus''a.txt",
                "Content-Disposition: form-data; name=\"attachments\"; filename*=a.txt",
                "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: text/plain; charset=bogus",
            })
    void part_thatCannotBeReadIsRefused(String headers) {
        broken(FORM, GOOD + "--b\r\n" + headers + "\r\n\r\ntext\r\n--b--\r\n");
    }

    @Test
    void form_thatCannotBeReadIsRefused() {
        broken(FORM, GOOD);
        broken(FORM, "");
        broken(FORM, "{\"subject\": 1}");
        broken("multipart/form-data; boundary=c", GOOD + "--b--\r\n");
        broken("multipart/form-data; boundary=", GOOD + "--b--\r\n");
        broken("multipart/form-data; boundary=b; charset=bogus", GOOD + "--b--\r\n");
    }

    @Test
    void form_ofVeryManyPartsIsRefused() {
        String field = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n";
        String file = "--b\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"a.txt\"\r\n\r\ny\r\n";
        broken(FORM, GOOD + field.repeat(1_100) + "--b--\r\n");
        broken(FORM, GOOD + file.repeat(1_100) + "--b--\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Disposition: form-data", "Content-Disposition: attachment; name=\"subject\"", "X: y"})
    void part_withoutANameIsIgnored(String headers) {
        PersonState owner = user();
        post(owner, FORM, GOOD + "--b\r\n" + headers + "\r\n\r\ntext\r\n--b--\r\n")
                .then()
                .statusCode(201)
                .body("subject", equalTo("Тема"));
    }

    @Test
    void form_withoutABoundaryHasNoFields() {
        Response refused = post(user(), "multipart/form-data", GOOD + "--b--\r\n");
        refused.then().statusCode(400);
        assertThat(refused.asString(), startsWith("{\"subject\":[\"Это поле обязательно.\"]"));
    }

    @Test
    void form_mayNameAFileAsRfc5987Does() {
        PersonState owner = user();
        String file = "--b\r\nContent-Disposition: form-data; name=\"attachments\"; "
                + "filename*=UTF-8''%D0%B0.txt\r\n\r\ntext\r\n--b--\r\n";
        long id = post(owner, FORM, GOOD + file)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        as(owner).get(TICKETS + id).then().body("attachments[0].filename", equalTo("а.txt"));
    }

    @Test
    void form_over105MebibytesIsRefusedBeforeItIsRead() throws IOException {
        String answer = answer(token(), FORM, "Content-Length: " + ((105 << 20) + 1));
        assertThat(answer, startsWith("HTTP/1.1 413 "));
        assertThat(answer, containsString(TOO_LARGE));
        assertThat(answer.toLowerCase(Locale.ROOT), containsString("x-request-id: "));
    }

    @Test
    void json_over1MebibyteIsRefusedBeforeItIsRead() throws IOException {
        String answer = answer(token(), "application/json", "Content-Length: " + ((1 << 20) + 1));
        assertThat(answer, startsWith("HTTP/1.1 413 "));
        assertThat(answer, containsString(TOO_LARGE));
    }

    @Test
    void json_thatGrowsOver1MebibyteIsRefused() throws Exception {
        byte[] large = new byte[3 << 20];
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + TICKETS))
                .header("Authorization", "Bearer " + Cast.all().token(user()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode(), equalTo(413));
        assertThat(answer.body(), equalTo(TOO_LARGE));
    }

    @Test
    void form_withoutATokenIsRefusedBeforeItIsRead() throws IOException {
        String answer = answer("", FORM, "Content-Length: " + (100 << 20));
        assertThat(answer, startsWith("HTTP/1.1 401 "));
        assertThat(answer, containsString("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
    }

    @ParameterizedTest
    @MethodSource("refusedUnread")
    void request_thatIsRefusedUnreadLeavesItsConnectionToTheNext(String head, String body) throws IOException {
        String token = token();
        for (int i = 0; i < 5; i++) {
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                socket.setSoTimeout(10_000);
                send(socket, "POST " + head.replace("TOKEN\r\n", token) + "Content-Length: " + body.length(), body);
                assertThat(answer(socket), startsWith("HTTP/1.1 4"));
                send(socket, "GET " + TICKETS + " HTTP/1.1\r\nHost: localhost\r\n" + token + "Connection: close", "");
                assertThat(answer(socket), startsWith("HTTP/1.1 200 "));
            }
        }
    }

    static Stream<Arguments> refusedUnread() {
        String ticket = TICKETS + " HTTP/1.1\r\nHost: localhost\r\nTOKEN\r\nContent-Type: " + FORM + "\r\n";
        String file = "/bot/api/v1/files/upload HTTP/1.1\r\nHost: localhost\r\nTOKEN\r\nContent-Type: " + FORM + "\r\n";
        String field = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n";
        String upload = "--b\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"a.txt\"\r\n\r\n";
        String longText = field + "x".repeat(3 << 19) + "\r\n--b--\r\n";
        return Stream.of(
                Arguments.of(ticket, longText),
                Arguments.of(ticket, upload + "x".repeat(5 << 20) + "\r\n" + longText),
                Arguments.of(file, longText),
                Arguments.of(ticket, (field + "y\r\n").repeat(5_000) + "--b--\r\n"),
                Arguments.of(ticket.replace("TOKEN\r\n", ""), longText),
                Arguments.of(ticket.replace("TOKEN\r\n", "").replace(FORM, "application/json"), "x".repeat(1 << 20)));
    }

    private static void broken(String type, String body) {
        PersonState owner = user();
        post(owner, type, body)
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body(equalTo(BROKEN));
        as(owner).get(TICKETS).then().header("X-Total-Count", "0");
    }

    private static Response post(PersonState owner, String type, String body) {
        return Cast.bearer(Cast.all().token(owner))
                .config(RAW)
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(TICKETS);
    }

    private static String token() {
        return "Authorization: Bearer " + Cast.all().token(user()) + "\r\n";
    }

    /** What is answered to the head of a request whose body never comes. */
    private static String answer(String token, String type, String length) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/v1/tickets/ HTTP/1.1\r\nHost: localhost\r\n" + token + "Content-Type: " + type
                    + "\r\n" + length;
            send(socket, head, "");
            return answer(socket);
        }
    }

    private static void send(Socket socket, String head, String body) throws IOException {
        socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] piece = new byte[4096];
        while (!answer.toString().matches("(?s).*\r\n\r\n.*[}\\]]")) {
            int read = socket.getInputStream().read(piece);
            if (read < 0) {
                break;
            }
            answer.append(new String(piece, 0, read, StandardCharsets.UTF_8));
        }
        return answer.toString();
    }
}
