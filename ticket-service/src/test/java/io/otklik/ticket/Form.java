package io.otklik.ticket;

import io.otklik.events.PersonState;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, byte for byte as browsers and curl send it: names and values in UTF-8, without more headers than they need. */
final class Form {

    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT));

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A good ticket, without files so far. */
    static Form ticket() {
        return new Form().field("subject", "С файлами").field("category", "1").field("description", "Описание");
    }

    Form field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String filename, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"attachments\"; filename=\"" + filename
                        + "\"\r\nContent-Type: application/octet-stream",
                content);
    }

    /** A part with headers of the test's own. */
    Form part(String headers, byte[] content) {
        body.writeBytes(("--b\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Files the ticket. */
    Response post(PersonState person) {
        return in("ru", person);
    }

    Response in(String language, PersonState person) {
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(language, person);
    }

    /** Files the ticket under an Idempotency-Key. */
    Response postKeyed(String key, PersonState person) {
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return request("ru", person).header("Idempotency-Key", key).post(Cast.TICKETS);
    }

    /** Sends it elsewhere. */
    Response postTo(String path, PersonState person) {
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send("ru", person, path);
    }

    /** Without the closing boundary. */
    Response postUnfinished(PersonState person) {
        return send("ru", person);
    }

    private Response send(String language, PersonState person) {
        return send(language, person, Cast.TICKETS);
    }

    private Response send(String language, PersonState person, String path) {
        return request(language, person).post(path);
    }

    private RequestSpecification request(String language, PersonState person) {
        return Cast.bearer(Cast.all().token(person))
                .config(RAW)
                .header("Accept-Language", language)
                .contentType("multipart/form-data; boundary=b")
                .body(body.toByteArray());
    }
}
